// fails: values, initial-state, ragged-lengths
// says: is a `return` missing?
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
): void {
  const { a } = rnnForward(x, a0, parameters, lengths);
  denseForward(a[a.length - 1], parameters, 'softmax');
}
