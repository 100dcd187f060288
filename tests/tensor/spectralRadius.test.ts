import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  matmul,
  Matrix,
  orthogonalMatrix,
  Random,
  scale,
  spectralRadius,
  symmetricEigen,
  transpose,
  truncatedSvd,
} from 'unrolled';
import { matrix, size } from './arbitraries.js';

const assertClose = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-6 * expected, `${actual}, not ${expected}`);

describe('spectralRadius', () => {
  it('is the largest absolute eigenvalue of a symmetric matrix', () => {
    fc.assert(
      fc.property(
        size.chain((n) => matrix(n, n)),
        (A) => {
          const symmetric = matmul(A, transpose(A));
          const { values } = symmetricEigen(symmetric);
          assert.ok(Math.abs(spectralRadius(symmetric) - values[0]) <= 1e-6 * values[0] + 1e-12);
        },
      ),
    );
  });

  it('is the factor of a scaled rotation, whose eigenvalues are complex', () => {
    for (const factor of [1e-3, 0.9, 1, 40]) {
      const W = scale(orthogonalMatrix(9, new Random(1)), factor);
      assertClose(spectralRadius(W), factor);
    }
  });

  it('is smaller than σ where W first stretches and then shrinks', () => {
    const W = Matrix.from([
      [0.5, 2],
      [0, 0.5],
    ]);
    assertClose(spectralRadius(W), 0.5);
    assert.ok(truncatedSvd(W, 1).values[0] > 2);
    assertClose(spectralRadius(Matrix.from([[-3]])), 3);
  });

  it('does not change with the basis', () => {
    const random = new Random(2);
    const Q = orthogonalMatrix(6, random);
    const W = random.normalMatrix(6, 6);
    const turned = matmul(matmul(Q, W), transpose(Q));
    assertClose(spectralRadius(turned), spectralRadius(W));
  });

  it('is 0 where a power of W is 0, and for large and tiny entries neither 0 nor infinite', () => {
    const shift = Matrix.from([
      [0, 7, 0],
      [0, 0, 7],
      [0, 0, 0],
    ]);
    assert.equal(spectralRadius(shift), 0);
    for (const factor of [1e-310, 1e-200, 1e200]) {
      assertClose(spectralRadius(scale(orthogonalMatrix(3, new Random(3)), factor)), factor);
    }
  });

  it('refuses what has no eigenvalues', () => {
    assert.throws(() => spectralRadius(Matrix.zeros(2, 3)), /W is \[2, 3\], but must be square/);
    assert.throws(() => spectralRadius(Matrix.from([[NaN]])), /NaN or infinite/);
  });
});
