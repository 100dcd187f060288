// fails: values, initial-state, ragged-lengths
// says: by is left out
import {
  matmul,
  rnnForward,
  softmax,
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
  return softmax(matmul(parameters.Wya, a[a.length - 1]));
}
