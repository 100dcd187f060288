import { Matrix, type DenseParameters } from 'unrolled';

export function denseForward(at: Matrix, parameters: DenseParameters, activation: string): Matrix {
  const { Wya, by } = parameters;
  const yHat = Matrix.zeros(Wya.rows, at.cols);
  for (let j = 0; j < at.cols; j++) {
    const z: number[] = [];
    for (let i = 0; i < Wya.rows; i++) {
      let sum = by.get(i, 0);
      for (let k = 0; k < at.rows; k++) sum += Wya.get(i, k) * at.get(k, j);
      z.push(sum);
    }
    const largest = Math.max(...z);
    const exponentials = z.map((value) => Math.exp(value - largest));
    const total = exponentials.reduce((a, b) => a + b);
    for (let i = 0; i < Wya.rows; i++) {
      yHat.set(
        i,
        j,
        activation === 'sigmoid' ? 1 / (1 + Math.exp(-z[i])) : exponentials[i] / total,
      );
    }
  }
  return yHat;
}
