/**
 * A sound as the bytes of a WAV file, which every browser plays: a head of 44 bytes, then two bytes
 * for each sample.
 *
 * @param samples one channel, between −1 and 1
 * @param sampleRate samples a second, a whole number
 * @throws RangeError where a sample is outside of −1 to 1, or sampleRate is no positive whole number
 * @see Microsoft and IBM, *Multimedia Programming Interface and Data Specifications 1.0* (1991)
 */
export function encodeWav(samples: Float32Array, sampleRate: number): Uint8Array {
  if (!Number.isInteger(sampleRate) || sampleRate < 1) {
    throw new RangeError(
      `encodeWav: sampleRate is ${sampleRate}, but must be a positive whole number`,
    );
  }
  const bytesPerSample = 2;
  const size = samples.length * bytesPerSample;
  const bytes = Buffer.alloc(44 + size);
  bytes.write('RIFF', 0, 'ascii');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'ascii');
  bytes.writeUInt32LE(16, 16); // so many bytes follow, up to the data
  bytes.writeUInt16LE(1, 20); // plain numbers, not compressed
  bytes.writeUInt16LE(1, 22); // one channel
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * bytesPerSample, 28); // bytes a second
  bytes.writeUInt16LE(bytesPerSample, 32);
  bytes.writeUInt16LE(8 * bytesPerSample, 34); // bits a sample
  bytes.write('data', 36, 'ascii');
  bytes.writeUInt32LE(size, 40);
  samples.forEach((sample, n) => {
    if (!(sample >= -1 && sample <= 1)) {
      throw new RangeError(`encodeWav: samples[${n}] is ${sample}, but must be from -1 to 1`);
    }
    bytes.writeInt16LE(Math.round(sample * 32767), 44 + n * bytesPerSample);
  });
  return bytes;
}
