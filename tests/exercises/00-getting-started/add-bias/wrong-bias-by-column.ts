// fails: values, one-example
import { Matrix } from 'unrolled';

export function addBias(Z: Matrix, b: Matrix): Matrix {
  const result = Matrix.zeros(Z.rows, Z.cols);
  for (let i = 0; i < Z.rows; i++) {
    for (let j = 0; j < Z.cols; j++) result.set(i, j, Z.get(i, j) + b.get(j, 0));
  }
  return result;
}
