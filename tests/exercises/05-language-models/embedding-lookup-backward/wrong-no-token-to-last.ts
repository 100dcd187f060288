// fails: no-token
// says: goes to the last token
import { Matrix } from 'unrolled';

export function embeddingLookupBackward(dx: Matrix[], tokens: number[][], V: number): Matrix {
  const dE = Matrix.zeros(dx[0].rows, V);
  dx.forEach((dxt, k) => {
    tokens[k].forEach((token, j) => {
      const column = token < 0 ? V - 1 : token;
      for (let i = 0; i < dE.rows; i++) dE.set(i, column, dE.get(i, column) + dxt.get(i, j));
    });
  });
  return dE;
}
