// fails: vectors
// says: must be a Matrix [1, 1], but is the number
import { Matrix } from 'unrolled';

export function multiply(A: Matrix, B: Matrix): Matrix | number {
  const C = Matrix.zeros(A.rows, B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.cols; j++) {
      for (let k = 0; k < A.cols; k++) C.set(i, j, C.get(i, j) + A.get(i, k) * B.get(k, j));
    }
  }
  return C.data.length === 1 ? C.get(0, 0) : C;
}
