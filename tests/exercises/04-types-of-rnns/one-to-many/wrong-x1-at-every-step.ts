// fails: values, initial-state
// says: every step reads x<1> again
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
  let state = a0;
  for (let t = 1; t <= T; t++) {
    state = rnnCellForward(x1, state, parameters).at;
    yhat.push(denseForward(state, parameters, 'softmax'));
  }
  return yhat;
}
