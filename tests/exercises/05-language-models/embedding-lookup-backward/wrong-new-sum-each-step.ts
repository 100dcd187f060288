// fails: once, repeated, no-token
// says: only the last step
import { Matrix } from 'unrolled';

export function embeddingLookupBackward(dx: Matrix[], tokens: number[][], V: number): Matrix {
  let dE = Matrix.zeros(dx[0].rows, V);
  dx.forEach((dxt, k) => {
    dE = Matrix.zeros(dx[0].rows, V);
    tokens[k].forEach((token, j) => {
      if (token === -1) return;
      for (let i = 0; i < dE.rows; i++) dE.set(i, token, dE.get(i, token) + dxt.get(i, j));
    });
  });
  return dE;
}
