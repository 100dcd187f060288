// fails: cold
// says: NaN first at
import { Matrix } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  const probabilities = Matrix.zeros(z.rows, z.cols);
  for (let j = 0; j < z.cols; j++) {
    let sum = 0;
    for (let i = 0; i < z.rows; i++) sum += Math.exp(z.get(i, j) / temperature);
    for (let i = 0; i < z.rows; i++) {
      probabilities.set(i, j, Math.exp(z.get(i, j) / temperature) / sum);
    }
  }
  return probabilities;
}
