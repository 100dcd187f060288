// fails: values, initial-state, ragged-lengths
// says: every step starts from a0 again
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
): Matrix[] {
  return x.map((xt) => denseForward(rnnCellForward(xt, a0, parameters).at, parameters, 'softmax'));
}
