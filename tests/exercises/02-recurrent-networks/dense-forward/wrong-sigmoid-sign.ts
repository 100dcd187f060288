// fails: sigmoid, large-values
// says: the minus in e⁻ᶻ is missing
import { add, map, matmul, softmax, type DenseParameters, type Matrix } from 'unrolled';

export function denseForward(at: Matrix, parameters: DenseParameters, activation: string): Matrix {
  const z = add(matmul(parameters.Wya, at), parameters.by);
  return activation === 'softmax' ? softmax(z) : map(z, (value) => 1 / (1 + Math.exp(value)));
}
