// fails: large-values
// says: NaN first at ŷ<t>, row 0, column 0
import { add, map, matmul, Matrix, sigmoid, type DenseParameters } from 'unrolled';

export function denseForward(at: Matrix, parameters: DenseParameters, activation: string): Matrix {
  const z = add(matmul(parameters.Wya, at), parameters.by);
  if (activation === 'sigmoid') return sigmoid(z);
  const yHat = map(z, Math.exp);
  for (let j = 0; j < z.cols; j++) {
    let sum = 0;
    for (let i = 0; i < z.rows; i++) sum += yHat.get(i, j);
    for (let i = 0; i < z.rows; i++) yHat.set(i, j, yHat.get(i, j) / sum);
  }
  return yHat;
}
