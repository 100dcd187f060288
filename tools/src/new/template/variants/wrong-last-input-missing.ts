// fails: values, one-example
import { Matrix } from 'unrolled';

export function denseTanh(x: Matrix, W: Matrix, b: Matrix): Matrix {
  const a = Matrix.zeros(W.rows, x.cols);
  for (let i = 0; i < W.rows; i++) {
    for (let j = 0; j < x.cols; j++) {
      let z = b.get(i, 0);
      for (let k = 0; k < W.cols - 1; k++) z += W.get(i, k) * x.get(k, j);
      a.set(i, j, Math.tanh(z));
    }
  }
  return a;
}
