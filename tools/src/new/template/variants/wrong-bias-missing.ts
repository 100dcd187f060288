// fails: values, one-example
// says: b is left out
import { map, matmul, type Matrix } from 'unrolled';

export function denseTanh(x: Matrix, W: Matrix): Matrix {
  return map(matmul(W, x), Math.tanh);
}
