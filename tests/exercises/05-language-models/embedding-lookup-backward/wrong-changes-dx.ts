// fails: once, repeated, no-token
// says: changes its argument dx
import { Matrix } from 'unrolled';

export function embeddingLookupBackward(dx: Matrix[], tokens: number[][], V: number): Matrix {
  const dE = Matrix.zeros(dx[0].rows, V);
  dx.forEach((dxt, k) => {
    tokens[k].forEach((token, j) => {
      if (token === -1) return;
      for (let i = 0; i < dE.rows; i++) {
        dE.set(i, token, dE.get(i, token) + dxt.get(i, j));
        dxt.set(i, j, 0);
      }
    });
  });
  return dE;
}
