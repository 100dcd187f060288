// fails: values, vectors
// says: but is an array of
import { Matrix } from 'unrolled';

export function multiply(A: Matrix, B: Matrix): number[][] {
  const right = B.toArray();
  return A.toArray().map((row) =>
    right[0].map((_, j) => row.reduce((sum, value, k) => sum + value * right[k][j], 0)),
  );
}
