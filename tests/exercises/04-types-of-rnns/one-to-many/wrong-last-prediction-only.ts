// fails: one-step, values, initial-state
// says: ŷ must be an array of
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
): Matrix {
  let xt = x1;
  let state = a0;
  for (let t = 1; t <= T; t++) {
    state = rnnCellForward(xt, state, parameters).at;
    xt = denseForward(state, parameters, 'softmax');
  }
  return xt;
}
