// fails: values, initial-state, ragged-lengths
// says: over the examples (a row)
import {
  add,
  matmul,
  rnnForward,
  softmax,
  transpose,
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
  const z = add(matmul(parameters.Wya, a[a.length - 1]), parameters.by);
  return transpose(softmax(transpose(z)));
}
