import assert from 'node:assert/strict';
import { Matrix, neighbourRecall, Random, trustworthiness } from 'unrolled';

const line = (...xs: number[]) => Matrix.from([xs]);
const map = (...xs: number[]) => Matrix.from([xs, xs.map(() => 0)]);

describe('trustworthiness', () => {
  it('is 1 where the map keeps the order of neighbours', () => {
    const X = new Random(1).normalMatrix(2, 40);
    assert.equal(trustworthiness(X, X, 7), 1);
    assert.equal(trustworthiness(line(0, 1, 3, 6, 10), map(0, 10, 30, 60, 100), 2), 1);
  });

  it('knows a case by hand', () => {
    // In the data 0 1 3 7 15 lie in this order; the map exchanges the first and the last.
    const X = line(0, 1, 3, 7, 15);
    const Y = map(15, 1, 3, 7, 0);
    // Nearest on the map: 0 → 3 (rank 3 in the data), 1 → 4 (rank 4), 2 → 1 (rank 1),
    // 3 → 2 (rank 1), 4 → 1 (rank 3): beyond k = 1 that is 2 + 3 + 0 + 0 + 2 = 7.
    const expected = 1 - (2 / (5 * 1 * (2 * 5 - 3 - 1))) * 7;
    assert.ok(Math.abs(trustworthiness(X, Y, 1) - expected) < 1e-15);
  });

  it('is about a half for a map at random', () => {
    const random = new Random(2);
    const T = trustworthiness(random.normalMatrix(5, 300), random.normalMatrix(2, 300), 10);
    assert.ok(Math.abs(T - 0.5) < 0.05, `${T}`);
  });

  it('does not blame the map for ties and duplicates in the data', () => {
    assert.equal(trustworthiness(line(1, 1, 1, 1, 1, 1), map(5, 3, 8, 1, 9, 2), 2), 1);
  });

  it('says what is wrong', () => {
    const X = Matrix.zeros(3, 10);
    assert.throws(
      () => trustworthiness(X, Matrix.zeros(2, 9)),
      /trustworthiness: X \[3, 10\] has 10 examples, but Y \[2, 9\] has 9 points/,
    );
    for (const k of [0, 5, 2.5]) {
      assert.throws(
        () => trustworthiness(X, Matrix.zeros(2, 10), k),
        new RegExp(`k is ${k}, but must be a whole number from 1 to less than 5, half the number`),
      );
    }
    const Y = Matrix.zeros(2, 10);
    Y.set(1, 3, NaN);
    assert.throws(() => trustworthiness(X, Y, 2), /\[2, 10\] holds NaN in row 1, column 3/);
  });
});

describe('neighbourRecall', () => {
  it('knows cases by hand', () => {
    const X = line(0, 1, 3, 7, 15);
    assert.equal(neighbourRecall(X, map(0, 1, 3, 7, 15), 2), 1);
    // Nearest in the data: 1, 0, 1, 2, 3; on the map: 3, 4, 1, 2, 1.
    assert.equal(neighbourRecall(X, map(15, 1, 3, 7, 0), 1), 2 / 5);
  });

  it('is about k / (N − 1) for a map at random', () => {
    const random = new Random(2);
    const recall = neighbourRecall(random.normalMatrix(5, 300), random.normalMatrix(2, 300), 30);
    assert.ok(Math.abs(recall - 30 / 299) < 0.01, `${recall}`);
  });

  it('says what is wrong', () => {
    const X = Matrix.zeros(3, 10);
    assert.throws(() => neighbourRecall(X, Matrix.zeros(2, 9)), /neighbourRecall: X \[3, 10\] has/);
    assert.throws(() => neighbourRecall(X, Matrix.zeros(2, 10), 10), /k is 10/);
  });
});
