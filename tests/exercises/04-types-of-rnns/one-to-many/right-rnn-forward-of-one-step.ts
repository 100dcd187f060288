import {
  denseForward,
  rnnForward,
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
  const inputs = [x1];
  let state = a0;
  while (inputs.length <= T) {
    [state] = rnnForward(inputs.slice(-1), state, parameters).a;
    inputs.push(denseForward(state, parameters, 'softmax'));
  }
  return inputs.slice(1);
}
