// fails: values, one-example
// says: addBias changes its argument Z
import { Matrix } from 'unrolled';

export function addBias(Z: Matrix, b: Matrix): Matrix {
  for (let i = 0; i < Z.rows; i++) {
    for (let j = 0; j < Z.cols; j++) Z.set(i, j, Z.get(i, j) + b.get(i, 0));
  }
  return Z;
}
