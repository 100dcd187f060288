// fails: initial-state
// says: a0 is ignored
import {
  denseForward,
  Matrix,
  rnnCellForward,
  type DenseParameters,
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
  let state = Matrix.zeros(a0.rows, a0.cols);
  for (let t = 1; t <= T; t++) {
    state = rnnCellForward(xt, state, parameters).at;
    yhat.push(denseForward(state, parameters, 'softmax'));
    xt = yhat[yhat.length - 1];
  }
  return yhat;
}
