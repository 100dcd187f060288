// fails: values
// says: , 1], but must be [
import { Matrix } from 'unrolled';

export function addBias(Z: Matrix, b: Matrix): Matrix {
  const result = Matrix.zeros(b.rows, b.cols);
  for (let i = 0; i < Z.rows; i++) result.set(i, 0, Z.get(i, 0) + b.get(i, 0));
  return result;
}
