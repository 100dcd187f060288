// fails: values, vectors
import { Matrix } from 'unrolled';

export function multiply(A: Matrix, B: Matrix): Matrix {
  const C = Matrix.zeros(A.rows, A.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < A.cols; j++) C.set(i, j, A.get(i, j) * B.get(i, j));
  }
  return C;
}
