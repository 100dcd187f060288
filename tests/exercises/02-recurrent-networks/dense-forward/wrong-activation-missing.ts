// fails: softmax, sigmoid, large-values
// says: the activation function is left out
import { add, matmul, type DenseParameters, type Matrix } from 'unrolled';

export function denseForward(at: Matrix, { Wya, by }: DenseParameters): Matrix {
  return add(matmul(Wya, at), by);
}
