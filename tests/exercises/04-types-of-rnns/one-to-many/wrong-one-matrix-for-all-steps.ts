// fails: values, initial-state
// says: ŷ differs from what tf.js computes
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
  const xt = x1.clone();
  let state = a0;
  for (let t = 1; t <= T; t++) {
    state = rnnCellForward(xt, state, parameters).at;
    xt.data.set(denseForward(state, parameters, 'softmax').data);
    yhat.push(xt);
  }
  return yhat;
}
