// fails: values, one-example
// says: changes its argument b
import { add, map, matmul, Matrix } from 'unrolled';

export function denseTanh(x: Matrix, W: Matrix, b: Matrix): Matrix {
  const a = map(add(matmul(W, x), b), Math.tanh);
  b.set(0, 0, 0);
  return a;
}
