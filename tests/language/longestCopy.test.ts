import assert from 'node:assert/strict';
import fc from 'fast-check';
import { longestCopy } from 'unrolled';

describe('longestCopy', () => {
  it('finds the run, and where it stands on both sides', () => {
    const corpus = ['the cat sat', 'a cat sat on the mat', 'on the moon'].map((s) => s.split(' '));
    assert.deepEqual(longestCopy('my cat sat on the moon'.split(' '), corpus), {
      length: 4,
      start: 1,
      source: 1,
      sourceStart: 1,
    });
  });

  it('of equally long runs takes the first of the corpus; copies nothing from nothing', () => {
    assert.equal(longestCopy([1, 2], [[3], [2], [1]]).source, 1);
    assert.equal(longestCopy([1, 2], [[3]]).length, 0);
    assert.equal(longestCopy([], [[3]]).length, 0);
    assert.equal(longestCopy([1], []).length, 0);
  });

  it('finds what looking for every run finds', () => {
    const tokens = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 9 });
    fc.assert(
      fc.property(tokens, fc.array(tokens, { maxLength: 3 }), (sequence, corpus) => {
        const { length, start, source, sourceStart } = longestCopy(sequence, corpus);
        const run = sequence.slice(start, start + length);
        assert.equal(run.length, length);
        if (length > 0) {
          assert.deepEqual(corpus[source].slice(sourceStart, sourceStart + length), run);
        }
        const stands = (wanted: number[]) =>
          corpus.some((other) =>
            other.some((_, j) => wanted.every((token, k) => other[j + k] === token)),
          );
        for (let i = 0; i + length < sequence.length; i++) {
          assert.ok(!stands(sequence.slice(i, i + length + 1)), 'a longer one was missed');
        }
      }),
    );
  });
});
