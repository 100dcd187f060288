import { add, map, matmul, type Matrix } from 'unrolled';

export function denseTanh(x: Matrix, W: Matrix, b: Matrix): Matrix {
  return map(add(matmul(W, x), b), Math.tanh);
}
