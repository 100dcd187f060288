import {
  add,
  matmul,
  sigmoid,
  softmax,
  type DenseParameters,
  type Matrix,
  type OutputActivation,
} from 'unrolled';

export function denseForward(
  at: Matrix,
  { Wya, by }: DenseParameters,
  activation: OutputActivation,
): Matrix {
  const z = add(matmul(Wya, at), by);
  return activation === 'softmax' ? softmax(z) : sigmoid(z);
}
