// fails: values, initial-state, ragged-lengths
// says: changes its argument a0
import {
  denseForward,
  rnnForward,
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
  const { a } = rnnForward(x, a0, parameters, lengths);
  const yhat = denseForward(a[a.length - 1], parameters, 'softmax');
  a0.data.set(a[a.length - 1].data);
  return yhat;
}
