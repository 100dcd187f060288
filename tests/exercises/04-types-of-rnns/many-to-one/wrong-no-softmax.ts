// fails: values, initial-state, ragged-lengths
// says: softmax is left out
import {
  add,
  matmul,
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
  return add(matmul(parameters.Wya, a[a.length - 1]), parameters.by);
}
