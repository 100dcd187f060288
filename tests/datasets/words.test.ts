import assert from 'node:assert/strict';
import { analogyQuestions, gloveVectors, northangerAbbey } from 'unrolled';

describe('gloveVectors', () => {
  it('are 10,000 vectors of 100 dimensions, in Float32, the most frequent words first', () => {
    const { words, E } = gloveVectors();
    assert.deepEqual(E.shape, [100, 10_000]);
    assert.equal(E.dtype, 'float32');
    assert.deepEqual(words.slice(0, 5), ['the', 'of', 'to', 'and', 'in']);
    assert.equal(words.at(-1), 'zloty');
  });

  it('are GloVe’s, but for rounding to 255 steps', () => {
    const glove = gloveVectors();
    // The first numbers of "the" in glove.6B.100d.txt.
    const the = [-0.038194, -0.24487, 0.72812, -0.39961, 0.083172];
    const vector = glove.vector('the').data;
    const step = Math.max(...vector.map(Math.abs)) / 127;
    the.forEach((entry, i) => assert.ok(Math.abs(vector[i] - entry) <= 0.51 * step));
  });
});

describe('analogyQuestions', () => {
  it('are 19,544 in 14 categories', () => {
    const categories = analogyQuestions();
    assert.equal(categories.length, 14);
    assert.equal(
      categories.reduce((sum, { questions }) => sum + questions.length, 0),
      19_544,
    );
    const [first] = categories;
    assert.equal(first.name, 'capital-common-countries');
    assert.deepEqual(first.questions[0], ['athens', 'greece', 'baghdad', 'iraq']);
    assert.ok(categories.every(({ questions }) => questions.every((q) => q.every(Boolean))));
    const [asWritten] = analogyQuestions({ lowercase: false });
    assert.deepEqual(asWritten.questions[0], ['Athens', 'Greece', 'Baghdad', 'Iraq']);
  });
});

describe('northangerAbbey', () => {
  it('is the whole novel as one line', () => {
    const text = northangerAbbey();
    assert.match(text, /^NORTHANGER ABBEY by Jane Austen .*CHAPTER 1 No one who had ever seen/);
    assert.match(text, /modern British usage\.$/);
    assert.doesNotMatch(text, /\n|_| {2}/);
  });
});
