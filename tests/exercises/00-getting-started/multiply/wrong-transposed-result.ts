// fails: values, vectors
// says: rows and columns are exchanged
import { Matrix } from 'unrolled';

export function multiply(A: Matrix, B: Matrix): Matrix {
  const C = Matrix.zeros(B.cols, A.rows);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.cols; j++) {
      for (let k = 0; k < A.cols; k++) C.set(j, i, C.get(j, i) + A.get(i, k) * B.get(k, j));
    }
  }
  return C;
}
