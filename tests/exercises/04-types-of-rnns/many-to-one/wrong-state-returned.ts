// fails: values, initial-state, ragged-lengths
// says: but must be
import { rnnForward, type DenseParameters, type Matrix, type RnnParameters } from 'unrolled';

export function manyToOne(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix {
  const { a } = rnnForward(x, a0, parameters, lengths);
  return a[a.length - 1];
}
