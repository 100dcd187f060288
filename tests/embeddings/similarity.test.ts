import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  analogyQuestions,
  completeAnalogy,
  cosineSimilarity,
  Embedding,
  gloveVectors,
  Matrix,
  nearestWords,
  Random,
  scale,
  scoreAnalogies,
  subtract,
} from 'unrolled';
import { tf } from 'unrolled/checks';
import { distance, matrix } from '../tensor/arbitraries.js';

const [n_e, V] = [5, 7];
const words = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const embedding = new Embedding(words, new Random(1).normalMatrix(n_e, V));

describe('Embedding', () => {
  it("looks a word's vector up", () => {
    assert.equal(embedding.size, V);
    assert.equal(embedding.dimension, n_e);
    assert.equal(embedding.index('c'), 2);
    assert.equal(embedding.vector('c').get(3, 0), embedding.E.get(3, 2));
    assert.ok(embedding.has('g') && !embedding.has('h'));
  });

  it('has every vector with length 1 too, and leaves zeros alone', () => {
    const withZero = new Embedding(['x', 'y'], Matrix.from([[3, 0], [4, 0]])); // prettier-ignore
    const expected = Matrix.from([[0.6, 0], [0.8, 0]]); // prettier-ignore
    assert.ok(distance(withZero.unit, expected) < 1e-15);
    assert.ok(distance(withZero.unitVector('x'), Matrix.column([0.6, 0.8])) < 1e-15);
    assert.equal(withZero.vector('x').get(0, 0), 3, 'E itself stays as it is');
  });

  it('says what is wrong', () => {
    const E = Matrix.from([[1, 2]]);
    assert.throws(() => embedding.vector('queen'), /"queen" is not among the embedding's 7 words/);
    assert.throws(() => embedding.vector('B'), /"B" is not among.*; it has "b"/);
    assert.throws(() => new Embedding(['a'], E), /there are 1 words, but E \[1, 2\]/);
    assert.throws(() => new Embedding(['a', 'a'], E), /"a" comes twice: as number 0 and 1/);
    const withNaN = Matrix.from([[1, 2], [3, NaN]]); // prettier-ignore
    assert.throws(() => new Embedding(['a', 'b'], withNaN), /entry 1 of the vector of "b" is NaN/);
  });
});

describe('cosineSimilarity', () => {
  it('agrees with tf.js', () => {
    const [u, v] = [embedding.vector('a'), embedding.vector('b')];
    const [tu, tv] = [u, v].map(({ data }) => tf.tensor1d(Float32Array.from(data)));
    const expected = tf
      .dot(tu, tv)
      .div(tf.norm(tu).mul(tf.norm(tv)))
      .dataSync()[0];
    assert.ok(Math.abs(cosineSimilarity(u, v) - expected) < 1e-6);
  });

  it('is symmetric, at most 1, and knows nothing of lengths', () => {
    fc.assert(
      fc.property(
        matrix(4, 1),
        matrix(4, 1),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (u, v, factor) => {
          fc.pre([u, v].every(({ data }) => Math.hypot(...data) > 1e-3));
          const similarity = cosineSimilarity(u, v);
          assert.ok(Math.abs(similarity) <= 1 + 1e-12);
          assert.ok(Math.abs(cosineSimilarity(v, u) - similarity) < 1e-12);
          assert.ok(Math.abs(cosineSimilarity(scale(u, factor), v) - similarity) < 1e-9);
          assert.ok(Math.abs(cosineSimilarity(u, scale(v, -1)) + similarity) < 1e-9);
        },
      ),
    );
  });

  it('refuses vectors without direction, or of other shapes', () => {
    const u = Matrix.column([1, 2]);
    assert.throws(() => cosineSimilarity(u, Matrix.zeros(2, 1)), /v is zero/);
    assert.throws(() => cosineSimilarity(Matrix.column([NaN, 1]), u), /u is .*not finite/);
    assert.throws(() => cosineSimilarity(u, Matrix.zeros(3, 1)), /u is \[2, 1\] and v is \[3, 1\]/);
  });
});

describe('nearestWords', () => {
  it('are those of the largest cosine, the largest first', () => {
    const all = words
      .filter((word) => word !== 'c')
      .map((word) => ({
        word,
        similarity: cosineSimilarity(embedding.vector('c'), embedding.vector(word)),
      }))
      .sort((x, y) => y.similarity - x.similarity);
    for (const count of [1, 3, 6, 100]) {
      const nearest = nearestWords(embedding, 'c', { count });
      assert.deepEqual(
        nearest.map(({ word }) => word),
        all.slice(0, count).map(({ word }) => word),
      );
      nearest.forEach(({ similarity }, k) => {
        assert.ok(Math.abs(similarity - all[k].similarity) < 1e-12);
      });
    }
  });

  it('leaves out what is excluded; a vector is near its own word', () => {
    const [first] = nearestWords(embedding, embedding.vector('e'));
    assert.equal(first.word, 'e');
    const others = nearestWords(embedding, embedding.vector('e'), { exclude: ['e', 'a'] });
    assert.deepEqual(others.map(({ word }) => word).sort(), ['b', 'c', 'd', 'f', 'g']);
  });

  it('says what is wrong', () => {
    assert.throws(() => nearestWords(embedding, 'x'), /"x" is not among/);
    assert.throws(() => nearestWords(embedding, 'a', { exclude: ['y'] }), /"y" is not among/);
    assert.throws(() => nearestWords(embedding, 'a', { count: 0 }), /count is 0/);
    assert.throws(() => nearestWords(embedding, Matrix.zeros(5, 1)), /is zero/);
    const withNaN = Matrix.column([1, 2, NaN, 4, 5]);
    assert.throws(() => nearestWords(embedding, withNaN), /not finite/);
    assert.throws(() => nearestWords(embedding, Matrix.zeros(4, 1)), /\[4, 1\].*\[5, 1\]/);
  });
});

describe('analogies', () => {
  it('by hand: features that add up', () => {
    // royal, male, and something else
    const E = Matrix.from([
      [1, 1, 0, 0, 0],
      [1, -1, 1, -1, 0.1],
      [0.2, 0.2, 0.2, 0.2, 1],
    ]);
    const small = new Embedding(['king', 'queen', 'man', 'woman', 'apple'], E);
    assert.equal(completeAnalogy(small, 'man', 'woman', 'king')[0].word, 'queen');
    assert.equal(completeAnalogy(small, 'king', 'queen', 'man')[0].word, 'woman');
    const questions = [
      ['man', 'woman', 'king', 'queen'],
      ['king', 'queen', 'man', 'apple'],
      ['man', 'woman', 'uncle', 'aunt'],
    ] as const;
    assert.deepEqual(scoreAnalogies(small, questions), { right: 1, asked: 2, unknown: 1 });
    assert.throws(() => completeAnalogy(small, 'man', 'boy', 'king'), /"boy" is not among/);
  });

  it("king − man + woman is queen in the course's vectors, where the inputs are excluded", () => {
    const glove = gloveVectors();
    const [best] = completeAnalogy(glove, 'man', 'woman', 'king');
    assert.equal(best.word, 'queen');
    assert.equal(best.similarity.toFixed(3), '0.770');
    const [king, queen] = completeAnalogy(glove, 'man', 'woman', 'king', { excludeInputs: false });
    assert.deepEqual([king.word, queen.word], ['king', 'queen']);
    assert.equal(king.similarity.toFixed(3), '0.837');
  });

  it('64.3 % of the 13,941 analogies whose words they know come out right', function () {
    this.timeout(60_000);
    const questions = analogyQuestions().flatMap((category) => category.questions);
    const { right, asked, unknown } = scoreAnalogies(gloveVectors(), questions);
    assert.equal(asked, 13_941);
    assert.equal(asked + unknown, 19_544);
    assert.ok(Math.abs(right / asked - 0.6433) < 2e-4, `${right} of ${asked}`);
  });

  it('with the inputs not excluded, more than half of these come out wrong', function () {
    this.timeout(60_000);
    const questions = analogyQuestions().flatMap((category) => category.questions);
    const { right, asked } = scoreAnalogies(gloveVectors(), questions, { excludeInputs: false });
    assert.ok(Math.abs(right / asked - 0.302) < 1e-3, `${right} of ${asked}`);
  });

  it('by direction alone: 32.9 %; one at a time by cosines they are the same', function () {
    this.timeout(60_000);
    const glove = gloveVectors();
    const byDirection = { method: 'PairDirection' } as const;
    const questions = analogyQuestions().flatMap((category) => category.questions);
    const { right, asked } = scoreAnalogies(glove, questions, byDirection);
    assert.ok(Math.abs(right / asked - 0.329) < 1e-3, `${right} of ${asked}`);

    const few = new Random(3).normalMatrix(n_e, V);
    const small = new Embedding(words, few);
    for (const excludeInputs of [true, false]) {
      for (const [a, b, c] of [
        ['a', 'b', 'c'],
        ['e', 'd', 'a'],
        ['g', 'c', 'f'],
      ]) {
        // prettier-ignore
        const step = (to: string, from: string) =>
          subtract(small.unitVector(to), small.unitVector(from));
        const left = excludeInputs ? [a, b, c] : [c];
        const [best] = words
          .filter((word) => !left.includes(word))
          .map((word) => ({ word, score: cosineSimilarity(step(b, a), step(word, c)) }))
          .sort((one, other) => other.score - one.score);
        for (const word of words) {
          const options = { method: 'PairDirection', excludeInputs } as const;
          const score = scoreAnalogies(small, [[a, b, c, word]], options);
          assert.equal(score.right, Number(word === best.word), `${a} ${b} ${c} ${word}`);
        }
      }
    }
  });

  it('of many agree with one at a time', () => {
    const glove = gloveVectors();
    const family = analogyQuestions().find(({ name }) => name === 'family');
    const some = (family?.questions ?? []).filter((_, n) => n % 25 === 0);
    const right = some.filter(([a, b, c, d]) => completeAnalogy(glove, a, b, c)[0].word === d);
    assert.ok(some.length > 15);
    assert.equal(scoreAnalogies(glove, some).right, right.length);
  });
});
