import assert from 'node:assert/strict';
import { matmul, Matrix, orthogonalMatrix, Random, transpose } from 'unrolled';
import { distance } from './arbitraries.js';

describe('orthogonalMatrix', () => {
  it('has QᵀQ = QQᵀ = I, for every size and type', () => {
    for (const n of [1, 2, 5, 64]) {
      const identity = Matrix.zeros(n, n);
      for (let i = 0; i < n; i++) identity.set(i, i, 1);
      const Q = orthogonalMatrix(n, new Random(n));
      assert.ok(distance(matmul(transpose(Q), Q), identity) < 1e-12);
      assert.ok(distance(matmul(Q, transpose(Q)), identity) < 1e-12);
    }
    assert.equal(orthogonalMatrix(3, new Random(1), 'float32').dtype, 'float32');
  });

  it('is another one for another seed', () => {
    const [A, B] = [1, 2].map((seed) => orthogonalMatrix(4, new Random(seed)));
    assert.ok(distance(A, B) > 0.1);
  });
});
