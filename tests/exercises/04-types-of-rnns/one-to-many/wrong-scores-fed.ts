// fails: values, initial-state
// says: softmax is left out of what the next step reads
import {
  add,
  matmul,
  rnnCellForward,
  softmax,
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
  const { Wya, by } = parameters;
  const yhat: Matrix[] = [];
  let xt = x1;
  let state = a0;
  for (let t = 1; t <= T; t++) {
    state = rnnCellForward(xt, state, parameters).at;
    xt = add(matmul(Wya, state), by);
    yhat.push(softmax(xt));
  }
  return yhat;
}
