import { Matrix } from 'unrolled';

// A·B is the sum over k of (column k of A) times (row k of B), on the flat data.
export function multiply(A: Matrix, B: Matrix): Matrix {
  const result = new Matrix(A.rows, B.cols, new Float64Array(A.rows * B.cols));
  let k = A.cols;
  while (k-- > 0) {
    for (let i = 0; i < A.rows; i++) {
      for (let j = 0; j < B.cols; j++) {
        result.data[i * B.cols + j] += A.data[i * A.cols + k] * B.data[k * B.cols + j];
      }
    }
  }
  return result;
}
