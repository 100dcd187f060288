// fails: softmax, large-values
// says: sigmoid is used where softmax is asked for
import { add, matmul, sigmoid, type DenseParameters, type Matrix } from 'unrolled';

export function denseForward(at: Matrix, { Wya, by }: DenseParameters): Matrix {
  return sigmoid(add(matmul(Wya, at), by));
}
