import fc from 'fast-check';
import { Matrix } from 'unrolled';

/** A size small enough to shrink well. */
export const size = fc.integer({ min: 1, max: 6 });

/** A matrix of the given shape with entries of moderate size. */
export function matrix(rows: number, cols: number): fc.Arbitrary<Matrix> {
  return fc
    .array(fc.double({ min: -10, max: 10, noNaN: true }), {
      minLength: rows * cols,
      maxLength: rows * cols,
    })
    .map((entries) => new Matrix(rows, cols, Float64Array.from(entries)));
}

/** The largest difference between two matrices of one shape. */
export function distance(A: Matrix, B: Matrix): number {
  if (A.rows !== B.rows || A.cols !== B.cols) return Infinity;
  let most = 0;
  A.data.forEach((a, k) => (most = Math.max(most, Math.abs(a - B.data[k]))));
  return most;
}
