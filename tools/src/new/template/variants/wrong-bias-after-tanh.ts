// fails: values, one-example
import { add, map, matmul, type Matrix } from 'unrolled';

export function denseTanh(x: Matrix, W: Matrix, b: Matrix): Matrix {
  return add(map(matmul(W, x), Math.tanh), b);
}
