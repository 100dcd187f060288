// fails: values
// says: NaN first at Z + b
import { Matrix } from 'unrolled';

export function addBias(Z: Matrix, b: Matrix): Matrix {
  const result = Z.clone();
  for (let k = 0; k < Z.data.length; k++) result.data[k] += b.data[k];
  return result;
}
