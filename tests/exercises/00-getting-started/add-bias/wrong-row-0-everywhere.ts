// fails: values, one-example
// says: every row gets the bias of row 0
import { Matrix } from 'unrolled';

export function addBias(Z: Matrix, b: Matrix): Matrix {
  return Matrix.from(Z.toArray().map((row) => row.map((entry) => entry + b.data[0])));
}
