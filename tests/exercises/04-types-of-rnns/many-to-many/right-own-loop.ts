import {
  denseForward,
  rnnCellForward,
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
  const yhat: Matrix[] = [];
  let state = a0;
  for (let k = 0; k < x.length; k++) {
    const next = rnnCellForward(x[k], state, parameters).at;
    for (let j = 0; j < next.cols; j++) {
      if (!lengths || k < lengths[j]) continue;
      for (let i = 0; i < next.rows; i++) next.set(i, j, state.get(i, j));
    }
    state = next;
    yhat.push(denseForward(state, parameters, 'softmax'));
  }
  return yhat;
}
