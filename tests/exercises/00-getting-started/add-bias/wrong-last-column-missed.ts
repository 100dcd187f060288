// fails: values, one-example
// says: the last column gets no bias
import { Matrix } from 'unrolled';

export function addBias(Z: Matrix, b: Matrix): Matrix {
  const result = Z.clone();
  for (let i = 0; i < Z.rows; i++) {
    for (let j = 0; j < Z.cols - 1; j++) result.set(i, j, Z.get(i, j) + b.get(i, 0));
  }
  return result;
}
