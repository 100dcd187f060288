// fails: values, one-example
// says: tanh is left out
import { add, matmul, type Matrix } from 'unrolled';

export function denseTanh(x: Matrix, W: Matrix, b: Matrix): Matrix {
  return add(matmul(W, x), b);
}
