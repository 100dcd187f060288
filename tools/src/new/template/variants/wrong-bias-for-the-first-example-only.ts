// fails: values
import { map, matmul, Matrix } from 'unrolled';

export function denseTanh(x: Matrix, W: Matrix, b: Matrix): Matrix {
  const z = matmul(W, x);
  for (let i = 0; i < z.rows; i++) z.set(i, 0, z.get(i, 0) + b.get(i, 0));
  return map(z, Math.tanh);
}
