import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Matrix, perplexitySearch, Random } from 'unrolled';
import { allDistances } from './maps.js';

const entropy = (p: readonly number[]) =>
  p.reduce((sum, value) => (value > 0 ? sum - value * Math.log(value) : sum), 0);

describe('perplexitySearch', () => {
  it('gives every row the entropy log(perplexity), whatever unit the data has', () => {
    const cases = fc.record({
      seed: fc.nat(),
      N: fc.integer({ min: 4, max: 30 }),
      share: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      unit: fc.constantFrom(1e-60, 1e-3, 1, 1e5, 1e60),
    });
    fc.assert(
      fc.property(cases, ({ seed, N, share, unit }) => {
        const perplexity = 1.05 + share * (N - 2.1);
        const X = new Random(seed).normalMatrix(3, N, unit);
        const { P, beta } = perplexitySearch(allDistances(X), perplexity);
        P.toArray().forEach((row, i) => {
          assert.equal(row[i], 0);
          assert.ok(Math.abs(row.reduce((a, b) => a + b) - 1) < 1e-12);
          assert.ok(Math.abs(entropy(row) - Math.log(perplexity)) < 1e-5);
          assert.ok(beta.get(i, 0) > 0);
        });
      }),
    );
  });

  it('is the Gaussian of that precision', () => {
    const X = new Random(1).normalMatrix(2, 6);
    const D = allDistances(X);
    const { P, beta } = perplexitySearch(D, 3);
    for (let i = 0; i < 6; i++) {
      const others = [0, 1, 2, 3, 4, 5].filter((j) => j !== i);
      const weight = (j: number) => Math.exp(-beta.get(i, 0) * D.get(i, j));
      const sum = others.reduce((total, j) => total + weight(j), 0);
      others.forEach((j) => assert.ok(Math.abs(P.get(i, j) - weight(j) / sum) < 1e-12));
    }
  });

  it('knows a case by hand: two at distance 1, two far away, perplexity 2', () => {
    // At β → ∞ only the two nearest count, and they count alike.
    const D = Matrix.from([
      [0, 1, 1, 1e6, 1e6],
      [1, 0, 4, 1e6, 1e6],
      [1, 4, 0, 1e6, 1e6],
      [1e6, 1e6, 1e6, 0, 1],
      [1e6, 1e6, 1e6, 1, 0],
    ]);
    const { P, beta } = perplexitySearch(D, 2);
    assert.deepEqual(P.toArray()[0], [0, 0.5, 0.5, 0, 0]);
    assert.equal(beta.get(0, 0), Infinity);
    // A point with one near neighbour needs to look farther, and does.
    assert.ok(beta.get(3, 0) < 1);
  });

  it('spreads evenly over coinciding points that are more than the perplexity', () => {
    const X = Matrix.from([[0, 0, 0, 0, 7, 9]]);
    const { P, beta } = perplexitySearch(allDistances(X), 2);
    assert.deepEqual(P.toArray()[0], [0, 1 / 3, 1 / 3, 1 / 3, 0, 0]);
    assert.equal(beta.get(0, 0), Infinity);
    assert.ok(Number.isFinite(beta.get(4, 0)));
  });

  it('does not read the diagonal, and leaves D as it was', () => {
    const D = allDistances(new Random(2).normalMatrix(2, 5));
    const expected = perplexitySearch(D, 2).P.toArray();
    for (let i = 0; i < 5; i++) D.set(i, i, NaN);
    const before = D.toArray();
    assert.deepEqual(perplexitySearch(D, 2).P.toArray(), expected);
    assert.deepEqual(D.toArray(), before);
  });

  it('says what is wrong', () => {
    const D = allDistances(new Random(2).normalMatrix(2, 5));
    assert.throws(
      () => perplexitySearch(Matrix.zeros(2, 3), 2),
      /D is \[2, 3\], but must be square/,
    );
    for (const perplexity of [1, 4, NaN, Infinity, -3]) {
      assert.throws(
        () => perplexitySearch(D, perplexity),
        new RegExp(
          `perplexitySearch: perplexity is ${perplexity}, but must be more than 1 and less than 4, ` +
            'the number of other examples',
        ),
      );
    }
    for (const wrong of [-1, NaN, Infinity]) {
      D.set(1, 3, wrong);
      assert.throws(
        () => perplexitySearch(D, 2),
        new RegExp(`D holds ${wrong} at \\(1, 3\\), but a squared distance is a finite number`),
      );
    }
  });
});
