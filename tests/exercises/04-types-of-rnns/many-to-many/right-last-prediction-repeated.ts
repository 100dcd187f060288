import {
  denseForward,
  rnnForward,
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
  // The padding is read, and its predictions are replaced afterwards.
  const { a } = rnnForward(x, a0, parameters);
  const yhat = a.map((at) => denseForward(at, parameters, 'softmax'));
  lengths?.forEach((length, j) => {
    for (let k = length; k < yhat.length; k++) {
      for (let i = 0; i < yhat[k].rows; i++) yhat[k].set(i, j, yhat[length - 1].get(i, j));
    }
  });
  return yhat;
}
