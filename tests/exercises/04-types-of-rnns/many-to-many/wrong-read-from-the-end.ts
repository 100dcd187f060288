// fails: values, initial-state, ragged-lengths
// says: read from its end
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
  const { a } = rnnForward(x.toReversed(), a0, parameters, lengths);
  return a.map((at) => denseForward(at, parameters, 'softmax'));
}
