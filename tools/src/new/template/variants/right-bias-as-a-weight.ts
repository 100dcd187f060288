import { map, matmul, Matrix } from 'unrolled';

/** The bias is the weight of one more input, which is always 1. */
export function denseTanh(x: Matrix, W: Matrix, b: Matrix): Matrix {
  const weights = Matrix.from(W.toArray().map((row, i) => [...row, b.get(i, 0)]));
  const inputs = Matrix.from([...x.toArray(), Array<number>(x.cols).fill(1)]);
  return map(matmul(weights, inputs), Math.tanh);
}
