import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Matrix, nearestNeighbours, Random } from 'unrolled';
import { allDistances } from './maps.js';

describe('nearestNeighbours', () => {
  for (const search of ['brute-force', 'vp-tree'] as const) {
    it(`are the k nearest, nearest first, by ${search}`, () => {
      const cases = fc.record({
        seed: fc.nat(),
        d: fc.integer({ min: 1, max: 6 }),
        N: fc.integer({ min: 2, max: 150 }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        // Few different coordinates make many ties and duplicates.
        levels: fc.constantFrom(2, 5, 1000),
      });
      fc.assert(
        fc.property(cases, ({ seed, d, N, share, levels }) => {
          const random = new Random(seed);
          const X = Matrix.zeros(d, N);
          X.data.forEach((_, n) => (X.data[n] = random.integer(0, levels)));
          const k = 1 + Math.floor(share * (N - 2));
          const D = allDistances(X);
          const rows = D.toArray();
          const { indices, squaredDistances } = nearestNeighbours(X, k, search);
          for (let i = 0; i < N; i++) {
            const own = [...indices.subarray(i * k, (i + 1) * k)];
            assert.equal(new Set(own).size, k);
            assert.ok(!own.includes(i));
            const found = [...squaredDistances.subarray(i * k, (i + 1) * k)];
            assert.deepEqual(
              found,
              own.map((j) => rows[i][j]),
            );
            const others = rows[i].filter((_, j) => j !== i);
            assert.deepEqual(found, others.sort((a, b) => a - b).slice(0, k));
          }
        }),
        { numRuns: 40 },
      );
    });
  }

  it('are right on many points, where a tree pays and where it does not', () => {
    for (const d of [2, 12]) {
      const X = new Random(d).normalMatrix(d, 5000);
      const rows = X.toArray();
      const { indices } = nearestNeighbours(X, 5);
      for (let i = 0; i < 5000; i += 500) {
        const squared = (j: number) => rows.reduce((sum, row) => sum + (row[i] - row[j]) ** 2, 0);
        const others = Array.from({ length: 5000 }, (_, j) => ({ j, squared: squared(j) }));
        const nearest = others.sort((a, b) => a.squared - b.squared).slice(1, 6);
        assert.deepEqual(
          [...indices.subarray(5 * i, 5 * i + 5)],
          nearest.map(({ j }) => j),
        );
      }
    }
  });

  it('say what is wrong', () => {
    const X = Matrix.zeros(2, 10);
    for (const k of [0, 10, 1.5, NaN]) {
      assert.throws(
        () => nearestNeighbours(X, k),
        new RegExp(`k is ${k}, but must be a whole number from 1 to 9, as X has 10 examples`),
      );
    }
    X.set(0, 2, Infinity);
    assert.throws(() => nearestNeighbours(X, 3), /X \[2, 10\] holds Infinity in row 0, column 2/);
  });
});
