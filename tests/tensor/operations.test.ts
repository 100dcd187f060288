import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  add,
  hadamard,
  hstack,
  Matrix,
  matmul,
  scale,
  subtract,
  sumColumns,
  transpose,
  vstack,
} from 'unrolled';
import { distance, matrix, size } from './arbitraries.js';

describe('matrix operations', () => {
  it('matmul is the sum over k of a_ik · b_kj', () => {
    const A = Matrix.from([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const B = Matrix.from([
      [7, 8],
      [9, 10],
      [11, 12],
    ]);
    assert.deepEqual(matmul(A, B).toArray(), [
      [58, 64],
      [139, 154],
    ]);
  });

  it('(A·B)ᵀ = Bᵀ·Aᵀ, and A·(B + C) = A·B + A·C', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(size, size, size)
          .chain(([n, k, m]) => fc.tuple(matrix(n, k), matrix(k, m), matrix(k, m))),
        ([A, B, C]) => {
          const flipped = matmul(transpose(B), transpose(A));
          assert.ok(distance(transpose(matmul(A, B)), flipped) < 1e-9);
          const apart = add(matmul(A, B), matmul(A, C));
          assert.ok(distance(matmul(A, add(B, C)), apart) < 1e-9);
        },
      ),
    );
  });

  it('[W | V]·[a; x] = W·a + V·x: matrices side by side, vectors stacked', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(size, size, size, size)
          .chain(([n, k, l, m]) =>
            fc.tuple(matrix(n, k), matrix(n, l), matrix(k, m), matrix(l, m)),
          ),
        ([W, V, a, x]) => {
          const together = matmul(hstack(W, V), vstack(a, x));
          assert.ok(distance(together, add(matmul(W, a), matmul(V, x))) < 1e-9);
        },
      ),
    );
  });

  it('add broadcasts a column, wherever it stands', () => {
    const Z = Matrix.from([
      [1, 2],
      [3, 4],
    ]);
    const b = Matrix.column([10, 20]);
    const expected = [
      [11, 12],
      [23, 24],
    ];
    assert.deepEqual(add(Z, b).toArray(), expected);
    assert.deepEqual(add(b, Z).toArray(), expected);
  });

  it('subtract, hadamard, scale and sumColumns work entry by entry', () => {
    const A = Matrix.from([
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(subtract(A, A).toArray(), [
      [0, 0],
      [0, 0],
    ]);
    assert.deepEqual(hadamard(A, A).toArray(), [
      [1, 4],
      [9, 16],
    ]);
    assert.deepEqual(scale(A, -2).toArray(), [
      [-2, -4],
      [-6, -8],
    ]);
    assert.deepEqual(sumColumns(A).toArray(), [[3], [7]]);
  });

  it('leaves its operands as they were', () => {
    const A = Matrix.from([[1, 2]]);
    const B = Matrix.from([[3, 4]]);
    for (const operation of [add, subtract, hadamard, vstack, hstack]) operation(A, B);
    matmul(A, transpose(B));
    assert.deepEqual(A.toArray(), [[1, 2]]);
    assert.deepEqual(B.toArray(), [[3, 4]]);
  });

  it('keeps the dtype, and refuses to mix', () => {
    const A = Matrix.zeros(2, 2, 'float32');
    assert.equal(matmul(A, A).dtype, 'float32');
    assert.equal(add(A, A).dtype, 'float32');
    assert.throws(() => matmul(A, Matrix.zeros(2, 2)), /matmul: float32 \[2, 2\] with float64/);
  });

  it('names the operation and both shapes where they do not fit', () => {
    const A = Matrix.zeros(2, 3);
    const B = Matrix.zeros(4, 5);
    const both = /\[2, 3\].*\[4, 5\]/;
    for (const operation of [matmul, subtract, hadamard, vstack, hstack]) {
      assert.throws(() => operation(A, B), { name: 'RangeError', message: both });
      assert.throws(() => operation(A, B), new RegExp(`^RangeError: ${operation.name}:`));
    }
    assert.throws(() => add(A, B), /^RangeError: add: \[4, 5\] \+ \[2, 3\]/);
    assert.throws(() => add(A, Matrix.zeros(1, 3)), /add: \[2, 3\] \+ \[1, 3\]/);
  });
});
