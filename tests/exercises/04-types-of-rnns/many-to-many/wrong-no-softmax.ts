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

export function manyToMany(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix[] {
  const { a } = rnnForward(x, a0, parameters, lengths);
  return a.map((at) => add(matmul(parameters.Wya, at), parameters.by));
}
