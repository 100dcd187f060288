// fails: values, vectors
// says: the sum over k starts at k = 1
import { Matrix } from 'unrolled';

export function multiply(A: Matrix, B: Matrix): Matrix {
  const C = Matrix.zeros(A.rows, B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.cols; j++) {
      let sum = 0;
      for (let k = 1; k < A.cols; k++) sum += A.get(i, k) * B.get(k, j);
      C.set(i, j, sum);
    }
  }
  return C;
}
