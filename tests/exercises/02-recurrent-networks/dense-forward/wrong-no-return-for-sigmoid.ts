// fails: sigmoid, large-values
// says: is a `return` missing?
import { add, matmul, Matrix, sigmoid, softmax, type DenseParameters } from 'unrolled';

export function denseForward(
  at: Matrix,
  { Wya, by }: DenseParameters,
  activation: string,
): Matrix | undefined {
  const z = add(matmul(Wya, at), by);
  if (activation === 'softmax') return softmax(z);
  sigmoid(z);
  return undefined;
}
