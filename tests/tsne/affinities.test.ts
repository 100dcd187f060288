import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  affinities,
  Matrix,
  neighbourAffinities,
  perplexitySearch,
  Random,
  SparseAffinities,
} from 'unrolled';
import { distance } from '../tensor/arbitraries.js';
import { allDistances } from './maps.js';

const sum = (P: Matrix) =>
  P.toArray().reduce((total, row) => row.reduce((a, p) => a + p, total), 0);

function assertAffinities(P: Matrix): void {
  for (let i = 0; i < P.rows; i++) {
    assert.equal(P.get(i, i), 0);
    for (let j = 0; j < i; j++) {
      assert.equal(P.get(i, j), P.get(j, i));
      assert.ok(P.get(i, j) >= 0);
    }
  }
  assert.ok(Math.abs(sum(P) - 1) < 1e-12);
}

describe('affinities', () => {
  it('are symmetric, sum to 1, and are half the sum of both conditional ones', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 4, max: 25 }), (seed, N) => {
        const X = new Random(seed).normalMatrix(4, N);
        const perplexity = 1.2 + (N - 3) / 2;
        const P = affinities(X, perplexity);
        assertAffinities(P);
        const conditional = perplexitySearch(allDistances(X), perplexity).P;
        const expected = (conditional.get(0, 1) + conditional.get(1, 0)) / (2 * N);
        assert.ok(Math.abs(P.get(0, 1) - expected) < 1e-12);
      }),
    );
  });

  it('do not change where a constant feature is added, or the data moved or turned', () => {
    const X = new Random(1).normalMatrix(2, 12);
    const changed = Matrix.from([
      Array<number>(12).fill(3),
      X.toArray()[1].map((x) => -x),
      X.toArray()[0].map((x) => x + 5),
    ]);
    assert.ok(distance(affinities(changed, 3), affinities(X, 3)) < 1e-9);
  });

  it('say what is wrong with X and the perplexity', () => {
    const X = new Random(1).normalMatrix(2, 12);
    assert.throws(
      () => affinities(X, 11),
      /affinities: perplexity is 11, but must be more than 1 and less than 11/,
    );
    X.set(1, 4, NaN);
    assert.throws(
      () => affinities(X, 3),
      /X \[2, 12\] holds NaN in row 1, column 4, but every entry must be a finite number/,
    );
    X.set(1, 4, 1e200);
    assert.throws(() => affinities(X, 3), /holds 1e\+200 in row 1, column 4, .*at most 1e\+140/);
    X.set(1, 4, 1e140);
    assertAffinities(affinities(X, 3));
  });
});

describe('neighbourAffinities', () => {
  it('are the affinities where 3 · perplexity neighbours are all there are', () => {
    const X = new Random(3).normalMatrix(5, 31);
    const sparse = neighbourAffinities(X, 10);
    assert.ok(distance(sparse.toMatrix(), affinities(X, 10)) < 1e-9);
  });

  it('are symmetric, sum to 1, and leave out what is far', () => {
    const X = new Random(3).normalMatrix(5, 200);
    const sparse = neighbourAffinities(X, 5);
    const P = sparse.toMatrix();
    assertAffinities(P);
    assert.ok(sparse.values.length >= (200 * 15) / 2 && sparse.values.length <= 200 * 15);
    const most = Math.max(...affinities(X, 5).data);
    assert.ok(distance(P, affinities(X, 5)) < 0.2 * most);
  });

  it('take more duplicates than neighbours', () => {
    const X = Matrix.from([Array.from({ length: 60 }, (_, j) => (j < 40 ? 1 : j))]);
    assertAffinities(neighbourAffinities(X, 4).toMatrix());
  });

  it('say how large the perplexity may be', () => {
    const X = new Random(1).normalMatrix(2, 12);
    assert.throws(
      () => neighbourAffinities(X, 4),
      /^RangeError: neighbourAffinities: perplexity is 4, but for 12 examples must be more than 1 and at most 3\.6: each needs 3 · perplexity others/,
    );
    assert.throws(() => neighbourAffinities(X, 1), /perplexity is 1, but/);
    assert.throws(
      () => neighbourAffinities(Matrix.zeros(1, 4), 1.1),
      /for 4 examples must be more than 1, for which 5 examples are the fewest/,
    );
    assert.doesNotThrow(() => neighbourAffinities(X, 11 / 3));
  });
});

describe('SparseAffinities', () => {
  it('hold the same as the matrix that they come from', () => {
    const P = affinities(new Random(8).normalMatrix(2, 9), 3);
    assert.deepEqual(SparseAffinities.from(P).toMatrix().toArray(), P.toArray());
  });

  it('keep only what is not 0', () => {
    const P = Matrix.from([
      [0, 0, 0.3],
      [0, 0, 0.2],
      [0.3, 0.2, 0],
    ]);
    const sparse = SparseAffinities.from(P);
    assert.deepEqual([...sparse.values], [0.3, 0.2]);
    assert.deepEqual(sparse.toMatrix().toArray(), P.toArray());
  });

  it('refuse a matrix that is not symmetric or not square', () => {
    const P = Matrix.from([
      [0, 0.6],
      [0.4, 0],
    ]);
    assert.throws(() => SparseAffinities.from(P), /entry \(0, 1\) is 0\.6, and \(1, 0\) is 0\.4/);
    assert.throws(() => SparseAffinities.from(Matrix.zeros(2, 3)), /\[2, 3\], but must be square/);
  });
});
