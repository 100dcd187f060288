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

export function manyToMany(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix[] {
  const { a } = rnnForward(x, a0, parameters, lengths);
  return a.map((at) => softmax(matmul(parameters.Wya, at)));
}
