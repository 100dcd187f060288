// fails: ragged-lengths
// says: set to zero in the padding
import {
  denseForward,
  rnnForward,
  type DenseParameters,
  type Matrix,
  type RnnParameters,
} from 'unrolled';

export function manyToMany(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix[] {
  const { a } = rnnForward(x, a0, parameters, lengths);
  return a.map((at, k) => {
    const yhat = denseForward(at, parameters, 'softmax');
    for (let j = 0; j < yhat.cols; j++) {
      if (!lengths || k < lengths[j]) continue;
      for (let i = 0; i < yhat.rows; i++) yhat.set(i, j, 0);
    }
    return yhat;
  });
}
