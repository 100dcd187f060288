// fails: values, initial-state, ragged-lengths
// says: from the mean of all states
import {
  add,
  denseForward,
  rnnForward,
  scale,
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
  const sum = a.reduce((total, at) => add(total, at));
  return denseForward(scale(sum, 1 / a.length), parameters, 'softmax');
}
