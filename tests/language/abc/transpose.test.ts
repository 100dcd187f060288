import assert from 'node:assert/strict';
import fc from 'fast-check';
import { barLengths, transposeTune, type Tune, tuneNotes, tunes } from 'unrolled';

const tune = (body: string, key = 'C'): Tune => ({
  ...{ number: 1, title: 'T', meter: '4/4', unit: '1/4', key, body },
});
const moved = (body: string, semitones: number, key?: string) => {
  const result = transposeTune(tune(body, key), semitones);
  return `${result.key}: ${result.body}`;
};

const canBeWritten = (tune: Tune, semitones: number) => {
  try {
    transposeTune(tune, semitones);
    return true;
  } catch (error) {
    if (/no accidental alters/.test((error as Error).message)) return false;
    throw error;
  }
};

describe('transposeTune', () => {
  it('moves every note by so many semitones, and nothing else', () => {
    const note = fc
      .tuple(
        fc.constantFrom('', '^', '_', '='),
        fc.constantFrom(...'CDEFGABcdefgab'),
        fc.constantFrom('', ',', "'"),
        fc.constantFrom('', '2', '/', '3/2', ' ', '|', '>C'),
      )
      .map((parts) => parts.join(''));
    const key = fc.constantFrom('C', 'G', 'F', 'Bb', 'E', 'Am', 'F#m', 'Cm', 'Ddor', 'Amix');
    fc.assert(
      fc.property(fc.array(note), key, fc.integer({ min: -14, max: 14 }), (notes, key, by) => {
        const before = tune(notes.join(''), key);
        // _C in E major is lowered twice, which no sign can do to the Bb of Db major.
        fc.pre(canBeWritten(before, by));
        const after = transposeTune(before, by);
        assert.deepEqual(
          tuneNotes(after),
          tuneNotes(before).map((note) => ({ ...note, pitch: note.pitch + by })),
        );
        assert.deepEqual(barLengths(after), barLengths(before));
      }),
      { numRuns: 500 },
    );
  });

  it('takes the key with the fewest sharps or flats', () => {
    const keys = Array.from({ length: 12 }, (_, by) => transposeTune(tune('', 'C'), by).key);
    assert.deepEqual(keys, ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B']);
    assert.equal(transposeTune(tune('', 'D'), 4).key, 'F#', 'stays on the side of the sharps');
    assert.equal(transposeTune(tune('', 'Em'), 1).key, 'Fm');
    assert.equal(transposeTune(tune('', 'Am'), 4).key, 'C#m');
    assert.equal(transposeTune(tune('', 'Ddor'), 3).key, 'Fdor');
  });

  it('keeps accidentals right for the new key', () => {
    assert.equal(moved('C ^F G', 5), 'F: F =B c');
    assert.equal(moved('C ^F G', 7), 'G: G ^c d');
    assert.equal(moved('C _B, =B,', -3), 'A: A, =G, ^G,');
    assert.equal(moved('=F F', 1, 'G'), 'Ab: _G G');
  });

  it('moves chord names, chords, grace notes and changes of key along', () => {
    assert.equal(
      moved('"Am7/G"[CE]2 {^fg}|"D7"z "Fine"!ff![K:G]F "^up" [M:3/4]', 2),
      'D: "Bm7/A"[DF]2 {^ga}|"E7"z "Fine"!ff![K:A]G "^up" [M:3/4]',
    );
    assert.equal(moved('"F#dim" "Bb"', 3), 'Eb: "Adim" "Db"');
  });

  it('comes back', () => {
    for (const one of tunes()) {
      for (let by = -6; by <= 6; by++) {
        assert.deepEqual(transposeTune(transposeTune(one, by), -by), one);
      }
    }
  });

  it('refuses half semitones, and what can not be written', () => {
    assert.throws(() => transposeTune(tune('C'), 0.5), /semitones is 0\.5/);
    assert.throws(() => transposeTune(tune('_C', 'E'), -3), /no accidental alters B by -3/);
    assert.throws(() => transposeTune(tune('C', 'H'), 1), /key "H" is not known/);
  });
});
