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
  if (T === 0) return [];
  const { at } = rnnCellForward(x1, a0, parameters);
  const yhat = denseForward(at, parameters, 'softmax');
  return [yhat, ...oneToMany(yhat, at, T - 1, parameters)];
}
