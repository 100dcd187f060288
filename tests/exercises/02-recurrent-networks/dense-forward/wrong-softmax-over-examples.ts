// fails: softmax, large-values
// says: softmax runs over the examples (a row)
import { add, matmul, Matrix, sigmoid, softmax, transpose, type DenseParameters } from 'unrolled';

export function denseForward(at: Matrix, parameters: DenseParameters, activation: string): Matrix {
  const z = add(matmul(parameters.Wya, at), parameters.by);
  return activation === 'softmax' ? transpose(softmax(transpose(z))) : sigmoid(z);
}
