import assert from 'node:assert/strict';
import { barLengths, type Tune, tuneNotes, tunes } from 'unrolled';

const tune = (body: string, changes: Partial<Tune> = {}): Tune => ({
  ...{ number: 1, title: 'T', meter: '4/4', unit: '1/4', key: 'C', body },
  ...changes,
});
const pitches = (body: string, key = 'C') =>
  tuneNotes(tune(body, { key })).map(({ pitch }) => pitch);
const lengths = (body: string, changes?: Partial<Tune>) =>
  tuneNotes(tune(body, changes)).map(({ length }) => length * 4);

describe('tuneNotes', () => {
  it('plays Frère Jacques', () => {
    const [, jacques] = tunes();
    const notes = tuneNotes(jacques);
    assert.deepEqual(
      notes.slice(8, 20).map(({ pitch }) => pitch),
      [64, 65, 67, 64, 65, 67, 67, 69, 67, 65, 64, 60],
    );
    assert.deepEqual(notes[14], { pitch: 67, start: 4, length: 1 / 8 });
    assert.deepEqual(notes[notes.length - 1], { pitch: 60, start: 7.5, length: 1 / 2 });
  });

  it('reads octaves and accidentals', () => {
    assert.deepEqual(pitches("C,,C,Ccc'"), [36, 48, 60, 72, 84]);
    assert.deepEqual(pitches('^C _D =E __B ^^f'), [61, 61, 64, 69, 79]);
  });

  it('follows the signature of the key', () => {
    const scale = 'CDEFGAB';
    assert.deepEqual(pitches(scale, 'D'), [61, 62, 64, 66, 67, 69, 71]);
    assert.deepEqual(pitches(scale, 'Eb'), [60, 62, 63, 65, 67, 68, 70]);
    assert.deepEqual(pitches(scale, 'F#'), [61, 63, 65, 66, 68, 70, 71]);
    assert.deepEqual(pitches(scale, 'Cb'), [59, 61, 63, 64, 66, 68, 70]);
    for (const sameAsG of [
      'Em',
      'E minor',
      'EAeolian',
      'Ador',
      'D mix',
      'C Lydian',
      'Bphr',
      'F#loc',
    ]) {
      assert.deepEqual(pitches(scale, sameAsG), pitches(scale, 'G'), sameAsG);
    }
  });

  it('keeps an accidental to the end of the bar, in every octave, and across a tie', () => {
    assert.deepEqual(pitches('^F f F|F'), [66, 78, 66, 65]);
    assert.deepEqual(pitches('F =F F|F', 'G'), [66, 65, 65, 66]);
    assert.deepEqual(pitches('^F-|F F'), [66, 65]);
  });

  it('reads lengths, dotted rhythm, triplets and chords', () => {
    assert.deepEqual(lengths('C C2 C/ C// C3/2 C/4'), [1, 2, 0.5, 0.25, 1.5, 0.25]);
    assert.deepEqual(lengths('C>C C<C C>>C'), [1.5, 0.5, 0.5, 1.5, 1.75, 0.25]);
    assert.deepEqual(
      lengths('(3CDE F (2CD (5:4:3CDE F').map((l) => Math.round(l * 30)),
      [...[20, 20, 20, 30, 45, 45, 24, 24, 24, 30]],
    );
    assert.deepEqual(lengths('(5CDEFG', { meter: '6/8' }), [0.6, 0.6, 0.6, 0.6, 0.6]);
    assert.deepEqual(lengths('[C2E]3/2 C'), [3, 3, 1]);
    const chord = tuneNotes(tune('[CEG]2 c'));
    assert.deepEqual(
      chord.map(({ start }) => start),
      [0, 0, 0, 0.5],
    );
  });

  it('makes one note of tied ones, and none of rests, ornaments and names of chords', () => {
    assert.deepEqual(lengths('C-C D-|D2 E-F'), [2, 3, 1, 1]);
    assert.deepEqual(lengths('z{ab}~C"Am7"!trill!(D .E)x2'), [1, 1, 1]);
    assert.equal(tuneNotes(tune('z C Z2 D'))[1].start, 2.5);
  });

  it('follows changes of key, unit and meter', () => {
    assert.deepEqual(pitches('F[K:G]F[K:Dm]B'), [65, 66, 70]);
    assert.deepEqual(lengths('C[L:1/16]C'), [1, 0.25]);
    assert.deepEqual(barLengths(tune('C4|[M:3/4]C3|C4|')), [1, 1, 4 / 3]);
  });
});

describe('barLengths', () => {
  it('measures each bar against the meter', () => {
    assert.deepEqual(barLengths(tune('C|CDEF|C3|C5|CD')), [0.25, 1, 0.75, 1.25, 0.5]);
    assert.deepEqual(barLengths(tune('CDE|C2z', { meter: '3/4' })), [1, 1]);
    assert.deepEqual(barLengths(tune('C4|C2', { meter: 'C|' })), [1, 0.5]);
  });

  it('adds up triplets and dotted notes exactly', () => {
    assert.deepEqual(barLengths(tune('(3CDE(3CDE|(5CDEFGz2|C>DE<F|C7/4D/4E2|')), [1, 1, 1, 1]);
  });

  it('leaves out bars that are empty', () => {
    assert.deepEqual(barLengths(tune('[|:C4||:D4:|[1E4:|[2F4|]')), [1, 1, 1, 1]);
    assert.deepEqual(barLengths(tune('')), []);
  });

  it('refuses meters, units and lengths that it does not know', () => {
    assert.throws(() => barLengths(tune('C', { meter: 'fast' })), /meter \(M:\) is "fast"/);
    assert.throws(() => barLengths(tune('C', { meter: '0/4' })), /meter \(M:\) is "0\/4"/);
    assert.throws(() => barLengths(tune('C', { unit: '3' })), /unit \(L:\) is "3"/);
    assert.throws(() => barLengths(tune('C', { key: 'X' })), /key "X" is not known/);
    assert.throws(() => barLengths(tune('C/0')), /"\/0" divides by 0/);
  });
});
