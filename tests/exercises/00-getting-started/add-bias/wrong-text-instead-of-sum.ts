// fails: values, one-example
import { Matrix } from 'unrolled';

// `+` with a text on one side glues: 1.5 + '2' is '1.52', which set() turns back into a number.
export function addBias(Z: Matrix, b: Matrix): Matrix {
  const result = Matrix.zeros(Z.rows, Z.cols);
  for (let i = 0; i < Z.rows; i++) {
    const bias = b.get(i, 0).toFixed(2);
    for (let j = 0; j < Z.cols; j++) result.set(i, j, (Z.get(i, j) + bias) as unknown as number);
  }
  return result;
}
