// fails: softmax, sigmoid, large-values
// says: denseForward threw RangeError: matmul: [
import {
  add,
  matmul,
  sigmoid,
  softmax,
  transpose,
  type DenseParameters,
  type Matrix,
} from 'unrolled';

export function denseForward(at: Matrix, { Wya, by }: DenseParameters, activation: string): Matrix {
  const z = add(matmul(transpose(Wya), at), by);
  return activation === 'softmax' ? softmax(z) : sigmoid(z);
}
