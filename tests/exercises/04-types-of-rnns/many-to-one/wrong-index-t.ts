// fails: values, initial-state, ragged-lengths
// says: manyToOne threw TypeError
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
  // One beyond the end
  return denseForward(a[x.length], parameters, 'softmax');
}
