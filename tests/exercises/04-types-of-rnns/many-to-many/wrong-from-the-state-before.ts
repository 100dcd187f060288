// fails: values, initial-state, ragged-lengths
// says: made from a<t-1>
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
  return [a0, ...a.slice(0, -1)].map((at) => denseForward(at, parameters, 'softmax'));
}
