// fails: no-token
// says: lies outside
import { Matrix } from 'unrolled';

export function embeddingLookupBackward(dx: Matrix[], tokens: number[][], V: number): Matrix {
  const dE = Matrix.zeros(dx[0].rows, V);
  dx.forEach((dxt, k) => {
    tokens[k].forEach((token, j) => {
      for (let i = 0; i < dE.rows; i++) dE.set(i, token, dE.get(i, token) + dxt.get(i, j));
    });
  });
  return dE;
}
