import type { Note } from '../language/abc/notes';

/** How notes are made to sound. */
export interface Sound {
  /** Crotchets (quarter notes) a minute. */
  readonly tempo?: number;
  /** Samples a second. Tones above half of it can't be heard, so they are left out. */
  readonly sampleRate?: number;
}

/** Each overtone's share of the sound, the tone itself first: so a plucked string sounds. */
const overtones = [1, 0.5, 0.25, 0.12];
/** In seconds: how fast a tone comes, how fast it fades, and how long it fades out at its end. */
const [attack, decay, release] = [0.005, 0.6, 0.08];

/**
 * Notes as a sound: each is a sum of sine waves, the tone and a few overtones, that fades away like a
 * plucked string's.
 *
 * @param notes as {@link tuneNotes} gives them, at most a few at once
 * @returns samples between −1 and 1
 * @throws RangeError where tempo or sampleRate is not positive
 */
export function tones(
  notes: readonly Note[],
  { tempo = 120, sampleRate = 8000 }: Sound = {},
): Float32Array {
  for (const [name, value] of Object.entries({ tempo, sampleRate })) {
    if (value > 0 && Number.isFinite(value)) continue;
    throw new RangeError(`tones: ${name} is ${value}, but must be a positive number`);
  }
  const secondsPerWhole = (4 * 60) / tempo;
  const end = notes.reduce((latest, { start, length }) => Math.max(latest, start + length), 0);
  const samples = new Float32Array(Math.ceil((end * secondsPerWhole + release) * sampleRate));
  for (const { pitch, start, length } of notes) {
    const first = Math.round(start * secondsPerWhole * sampleRate);
    const seconds = length * secondsPerWhole;
    const count = Math.min(Math.ceil((seconds + release) * sampleRate), samples.length - first);
    const audible = overtones.filter((_, k) => (k + 1) * frequency(pitch) < sampleRate / 2);
    for (let n = 0; n < count; n++) {
      const t = n / sampleRate;
      const wave = audible.reduce(
        (sum, share, k) => sum + share * Math.sin(2 * Math.PI * (k + 1) * frequency(pitch) * t),
        0,
      );
      samples[first + n] += 0.4 * loudness(t, seconds) * wave;
    }
  }
  return samples.map((sample) => Math.max(-1, Math.min(1, sample)));
}

/** In Hz: 440 for the a' that MIDI numbers 69, and twice as much an octave higher. */
function frequency(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12);
}

/** From 0 to 1 at once, then fading; after its length a note fades out without a click. */
function loudness(t: number, seconds: number): number {
  const fadeOut = t > seconds ? 1 - (t - seconds) / release : 1;
  return Math.min(t / attack, 1) * Math.exp(-t / decay) * fadeOut;
}
