// fails: values
// says: only the first column gets the bias
import { Matrix } from 'unrolled';

export function addBias(Z: Matrix, b: Matrix): Matrix {
  const result = Z.clone();
  for (let i = 0; i < Z.rows; i++) result.set(i, 0, Z.get(i, 0) + b.get(i, 0));
  return result;
}
