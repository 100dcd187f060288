// fails: repeated
// says: only the first gradient
import { Matrix } from 'unrolled';

export function embeddingLookupBackward(dx: Matrix[], tokens: number[][], V: number): Matrix {
  const dE = Matrix.zeros(dx[0].rows, V);
  const seen = new Set<number>();
  dx.forEach((dxt, k) => {
    tokens[k].forEach((token, j) => {
      if (token === -1 || seen.has(token)) return;
      seen.add(token);
      for (let i = 0; i < dE.rows; i++) dE.set(i, token, dxt.get(i, j));
    });
  });
  return dE;
}
