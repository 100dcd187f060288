import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  add,
  argmaxColumns,
  hadamard,
  hstack,
  Matrix,
  matmul,
  Random,
  scale,
  sigmoidBackward,
  subtract,
  sumColumns,
  tanhBackward,
  transpose,
  vstack,
  type DType,
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

  it('argmaxColumns finds each column’s largest entry, the first among equals', () => {
    const scores = Matrix.from([
      [-2, 5, 1, 0],
      [-1, 4, 3, 0],
      [-3, 6, 3, 0],
    ]);
    assert.deepEqual(argmaxColumns(scores), [1, 2, 1, 0]);
  });

  it('is the same for large matrices of any shape, which the kernel works on', () => {
    const side = fc.integer({ min: 1, max: 70 });
    const dtype = fc.constantFrom<DType>('float64', 'float32');
    fc.assert(
      fc.property(side, side, dtype, fc.integer(), (n, m, dtype, seed) => {
        const random = new Random(seed);
        const [A, B] = [random.normalMatrix(n, m, 1, dtype), random.normalMatrix(n, m, 1, dtype)];
        const b = random.normalMatrix(n, 1, 1, dtype);
        const before = [A.clone(), B.clone(), b.clone()];
        const inColumn = (k: number) => b.data[Math.floor(k / m)];
        for (const [result, expected] of [
          [add(A, B), (k: number) => A.data[k] + B.data[k]],
          [add(A, b), (k: number) => A.data[k] + inColumn(k)],
          [subtract(A, B), (k: number) => A.data[k] - B.data[k]],
          [hadamard(A, B), (k: number) => A.data[k] * B.data[k]],
          [tanhBackward(A, B), (k: number) => A.data[k] * (1 - B.data[k] ** 2)],
          [sigmoidBackward(A, B), (k: number) => A.data[k] * B.data[k] * (1 - B.data[k])],
        ] as const) {
          const tolerance = dtype === 'float64' ? 1e-14 : 1e-6;
          result.data.forEach((entry, k) => {
            const exact = expected(k);
            assert.ok(Math.abs(entry - exact) <= tolerance * (1 + Math.abs(exact)));
          });
        }
        assert.deepEqual([A, B, b], before);
      }),
    );
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
