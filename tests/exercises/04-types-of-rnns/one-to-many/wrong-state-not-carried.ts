// fails: values, initial-state
// says: every step starts from a0 again
import {
  denseForward,
  rnnCellForward,
  type DenseParameters,
  type Matrix,
  type RnnParameters,
} from 'unrolled';

export function oneToMany(
  x1: Matrix,
  a0: Matrix,
  T: number,
  parameters: RnnParameters & DenseParameters,
): Matrix[] {
  const yhat: Matrix[] = [];
  let xt = x1;
  for (let t = 1; t <= T; t++) {
    xt = denseForward(rnnCellForward(xt, a0, parameters).at, parameters, 'softmax');
    yhat.push(xt);
  }
  return yhat;
}
