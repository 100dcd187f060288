// fails: softmax, sigmoid, large-values
// says: by is left out
import { matmul, sigmoid, softmax, type DenseParameters, type Matrix } from 'unrolled';

export function denseForward(at: Matrix, { Wya }: DenseParameters, activation: string): Matrix {
  const z = matmul(Wya, at);
  return activation === 'softmax' ? softmax(z) : sigmoid(z);
}
