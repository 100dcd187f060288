// fails: values
import { Matrix } from 'unrolled';

export function denseTanh(x: Matrix, W: Matrix, b: Matrix): Matrix {
  const a = Matrix.zeros(W.rows, 1);
  for (let i = 0; i < W.rows; i++) {
    let z = b.get(i, 0);
    for (let k = 0; k < W.cols; k++) z += W.get(i, k) * x.get(k, 0);
    a.set(i, 0, Math.tanh(z));
  }
  return a;
}
