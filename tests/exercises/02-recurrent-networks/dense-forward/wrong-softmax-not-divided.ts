// fails: softmax, large-values
// says: ŷ<t> differs from what tf.js computes
import { add, map, matmul, Matrix, sigmoid, type DenseParameters } from 'unrolled';

export function denseForward(at: Matrix, parameters: DenseParameters, activation: string): Matrix {
  const z = add(matmul(parameters.Wya, at), parameters.by);
  return activation === 'softmax' ? map(z, Math.exp) : sigmoid(z);
}
