// fails: values, one-example
import { add, map, matmul, type Matrix } from 'unrolled';

export function denseTanh(x: Matrix, W: Matrix, b: Matrix): Matrix {
  return map(add(matmul(W, x), b), (z) => 1 / (1 + Math.exp(-z)));
}
