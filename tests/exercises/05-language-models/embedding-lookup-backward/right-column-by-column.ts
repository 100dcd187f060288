import { Matrix, NO_TOKEN } from 'unrolled';

export function embeddingLookupBackward(dx: Matrix[], tokens: number[][], V: number): Matrix {
  const rows = Array.from({ length: dx[0].rows }, () => new Array<number>(V).fill(0));
  for (let t = dx.length - 1; t >= 0; t--) {
    for (let j = 0; j < dx[t].cols; j++) {
      const token = tokens[t][j];
      if (token === NO_TOKEN) continue;
      rows.forEach((row, i) => (row[token] += dx[t].get(i, j)));
    }
  }
  return Matrix.from(rows);
}
