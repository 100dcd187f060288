// fails: values, vectors
// says: NaN first at A·B, row 0, column 0
import { Matrix } from 'unrolled';

export function multiply(A: Matrix, B: Matrix): Matrix {
  const C = Matrix.zeros(A.rows, B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.cols; j++) {
      // `let sum;` in a notebook cell
      let sum = undefined as unknown as number;
      for (let k = 0; k < A.cols; k++) sum += A.get(i, k) * B.get(k, j);
      C.set(i, j, sum);
    }
  }
  return C;
}
