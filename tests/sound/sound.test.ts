import assert from 'node:assert/strict';
import { encodeWav, player, tones } from 'unrolled';

/** How strong a frequency is in a part of a sound, whatever its phase. */
function strength(samples: Float32Array, hertz: number, sampleRate: number): number {
  let [sine, cosine] = [0, 0];
  samples.forEach((sample, n) => {
    const angle = (2 * Math.PI * hertz * n) / sampleRate;
    sine += sample * Math.sin(angle);
    cosine += sample * Math.cos(angle);
  });
  return Math.hypot(sine, cosine) / samples.length;
}

const a4 = { pitch: 69, start: 0, length: 0.25 };
const c5 = { pitch: 72, start: 0.25, length: 0.25 };

describe('tones', () => {
  it('have their frequency, each in its time', () => {
    const sampleRate = 8000;
    const samples = tones([a4, c5], { tempo: 120, sampleRate });
    // A crotchet at 120 a minute takes half a second.
    const [first, second] = [samples.slice(0, 4000), samples.slice(4000 + 800, 8000)];
    assert.ok(strength(first, 440, sampleRate) > 20 * strength(first, 523.25, sampleRate));
    assert.ok(strength(second, 523.25, sampleRate) > 20 * strength(second, 440, sampleRate));
  });

  it('take as long as the tempo says', () => {
    const seconds = (tempo: number) => tones([a4, c5], { tempo, sampleRate: 1000 }).length / 1000;
    assert.ok(Math.abs(seconds(60) - 2) < 0.1);
    assert.ok(Math.abs(seconds(240) - 0.5) < 0.1);
  });

  it('are silent where nothing is played, and never leave −1 to 1', () => {
    const late = tones([{ ...a4, start: 0.5 }]);
    assert.ok(late.slice(0, 7999).every((sample) => sample === 0));
    assert.equal(tones([]).filter((sample) => sample !== 0).length, 0);
    const loud = tones(Array.from({ length: 9 }, () => a4));
    assert.equal(
      loud.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
      1,
    );
  });

  it('leave out overtones that the sample rate can not hold, which would sound as wrong tones', () => {
    // 3,520 Hz: the second overtone would come out at 8000 − 7040 = 960 Hz.
    const high = tones([{ pitch: 105, start: 0, length: 0.5 }], { sampleRate: 8000 });
    assert.ok(strength(high, 960, 8000) < strength(high, 3520, 8000) / 20);
  });

  it('refuse a tempo or a sample rate that is none', () => {
    assert.throws(() => tones([a4], { tempo: 0 }), /tempo is 0/);
    assert.throws(() => tones([a4], { sampleRate: NaN }), /sampleRate is NaN/);
  });
});

describe('encodeWav', () => {
  it('writes a head that says what follows, and the samples', () => {
    const bytes = Buffer.from(encodeWav(Float32Array.from([0, 1, -1, 0.5]), 11025));
    assert.equal(bytes.length, 44 + 8);
    assert.equal(bytes.toString('ascii', 0, 4), 'RIFF');
    assert.equal(bytes.readUInt32LE(4), bytes.length - 8);
    assert.equal(bytes.toString('ascii', 8, 16), 'WAVEfmt ');
    assert.equal(bytes.readUInt16LE(20), 1, 'not compressed');
    assert.equal(bytes.readUInt16LE(22), 1, 'one channel');
    assert.equal(bytes.readUInt32LE(24), 11025);
    assert.equal(bytes.readUInt32LE(28), 22050);
    assert.equal(bytes.readUInt16LE(34), 16);
    assert.equal(bytes.readUInt32LE(40), 8);
    const samples = [0, 1, 2, 3].map((n) => bytes.readInt16LE(44 + 2 * n));
    assert.deepEqual(samples, [0, 32767, -32767, 16384]);
  });

  it('refuses samples and rates out of range', () => {
    assert.throws(() => encodeWav(Float32Array.from([0, 1.5]), 8000), /samples\[1\] is 1\.5/);
    assert.throws(() => encodeWav(Float32Array.from([NaN]), 8000), /samples\[0\] is NaN/);
    assert.throws(() => encodeWav(new Float32Array(1), 0.5), /sampleRate is 0\.5/);
  });
});

describe('player', () => {
  it('holds the sound itself, and says in words what is heard', () => {
    const bundle = player([a4, c5], 'Two <notes>', { tempo: 60 });
    assert.equal(bundle['text/plain'], '♪ Two <notes>: 2 notes, 2 seconds');
    const html = bundle['text/html'] as string;
    assert.match(html, /Two &lt;notes&gt;/);
    const [, data] = /<audio controls [^>]*src="data:audio\/wav;base64,([^"]+)"/.exec(html) ?? [];
    const wav = Buffer.from(data, 'base64');
    assert.equal(wav.toString('ascii', 0, 4), 'RIFF');
    assert.equal(wav.length, 44 + 2 * tones([a4, c5], { tempo: 60 }).length);
  });
});
