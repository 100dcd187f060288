// fails: softmax, large-values
// says: softmax's sum runs over the whole matrix
import { add, map, matmul, Matrix, sigmoid, type DenseParameters } from 'unrolled';

export function denseForward(at: Matrix, parameters: DenseParameters, activation: string): Matrix {
  const z = add(matmul(parameters.Wya, at), parameters.by);
  if (activation === 'sigmoid') return sigmoid(z);
  const largest = Math.max(...z.data);
  const exponentials = map(z, (value) => Math.exp(value - largest));
  const sum = Array.from(exponentials.data).reduce((a, b) => a + b);
  return map(exponentials, (value) => value / sum);
}
