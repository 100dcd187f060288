// fails: repeated
import { Matrix } from 'unrolled';

export function embeddingLookupBackward(dx: Matrix[], tokens: number[][], V: number): Matrix {
  const dE = Matrix.zeros(dx[0].rows, V);
  const times = new Array<number>(V).fill(0);
  dx.forEach((dxt, k) => {
    tokens[k].forEach((token, j) => {
      if (token === -1) return;
      times[token]++;
      for (let i = 0; i < dE.rows; i++) dE.set(i, token, dE.get(i, token) + dxt.get(i, j));
    });
  });
  times.forEach((n, token) => {
    for (let i = 0; i < dE.rows; i++) dE.set(i, token, dE.get(i, token) / Math.max(n, 1));
  });
  return dE;
}
