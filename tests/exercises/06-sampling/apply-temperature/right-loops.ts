import { Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  const probabilities = Matrix.zeros(z.rows, z.cols);
  for (let j = 0; j < z.cols; j++) {
    let largest = -Infinity;
    for (let i = 0; i < z.rows; i++) largest = Math.max(largest, z.get(i, j));
    let sum = 0;
    for (let i = 0; i < z.rows; i++) {
      const e = Math.exp((z.get(i, j) - largest) / temperature);
      probabilities.set(i, j, e);
      sum += e;
    }
    for (let i = 0; i < z.rows; i++) probabilities.set(i, j, probabilities.get(i, j) / sum);
  }
  return probabilities;
}
