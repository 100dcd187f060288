// fails: different-words, repeated-words, weights
// says: 1 + x
import { Matrix } from 'unrolled';
import type { GloveParameters } from 'unrolled';

export function gloveLoss(
  entries: { i: number; j: number; x: number }[],
  { W, Wtilde, b, btilde }: GloveParameters,
  xMax: number,
  alpha: number,
) {
  let loss = 0;
  const dW = Matrix.zeros(W.rows, W.cols);
  const dWtilde = Matrix.zeros(W.rows, W.cols);
  const db = Matrix.zeros(b.rows, 1);
  const dbtilde = Matrix.zeros(b.rows, 1);
  for (const { i, j, x } of entries) {
    let difference = b.get(i, 0) + btilde.get(j, 0) - Math.log1p(x);
    for (let k = 0; k < W.rows; k++) difference += W.get(k, i) * Wtilde.get(k, j);
    const f = Math.min(1, x / xMax) ** alpha;
    loss += f * difference ** 2;
    const d = 2 * f * difference;
    for (let k = 0; k < W.rows; k++) {
      dW.set(k, i, dW.get(k, i) + d * Wtilde.get(k, j));
      dWtilde.set(k, j, dWtilde.get(k, j) + d * W.get(k, i));
    }
    db.set(i, 0, db.get(i, 0) + d);
    dbtilde.set(j, 0, dbtilde.get(j, 0) + d);
  }
  return { loss, gradients: { dW, dWtilde, db, dbtilde } };
}
