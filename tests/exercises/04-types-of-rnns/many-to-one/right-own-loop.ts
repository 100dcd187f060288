import {
  add,
  matmul,
  rnnCellForward,
  softmax,
  type DenseParameters,
  type Matrix,
  type RnnParameters,
} from 'unrolled';

export function manyToOne(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix {
  const { Wya, by } = parameters;
  let state = a0;
  x.forEach((xt, k) => {
    const next = rnnCellForward(xt, state, parameters).at.clone();
    for (let j = 0; j < next.cols; j++) {
      if (!lengths || k < lengths[j]) continue;
      for (let i = 0; i < next.rows; i++) next.set(i, j, state.get(i, j));
    }
    state = next;
  });
  return softmax(add(matmul(Wya, state), by));
}
