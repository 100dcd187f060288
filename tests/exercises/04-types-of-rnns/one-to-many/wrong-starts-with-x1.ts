// fails: one-step, values, initial-state
// says: the result is shifted
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
  const yhat: Matrix[] = [x1];
  let xt = x1;
  let state = a0;
  for (let t = 2; t <= T; t++) {
    state = rnnCellForward(xt, state, parameters).at;
    yhat.push(denseForward(state, parameters, 'softmax'));
    xt = yhat[yhat.length - 1];
  }
  return yhat;
}
