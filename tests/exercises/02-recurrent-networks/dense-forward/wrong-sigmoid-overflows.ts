// fails: large-values
// says: NaN first at ŷ<t>, row 0, column 0
import { add, map, matmul, Matrix, softmax, type DenseParameters } from 'unrolled';

export function denseForward(at: Matrix, parameters: DenseParameters, activation: string): Matrix {
  const z = add(matmul(parameters.Wya, at), parameters.by);
  return activation === 'softmax' ? softmax(z) : map(z, (v) => Math.exp(v) / (1 + Math.exp(v)));
}
