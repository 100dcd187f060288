// fails: values, initial-state, ragged-lengths
// says: the last prediction is returned at every step
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
  const { a } = rnnForward(x, a0, parameters, lengths);
  return a.map(() => denseForward(a[a.length - 1], parameters, 'softmax'));
}
