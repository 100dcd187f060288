// fails: values, no-token
// says: rows and columns are exchanged
import { Matrix, transpose } from 'unrolled';

export function embeddingLookup(E: Matrix, tokens: number[][]): Matrix[] {
  return tokens.map((step) => {
    const xt = Matrix.zeros(E.rows, step.length);
    step.forEach((token, j) => {
      if (token === -1) return;
      for (let i = 0; i < E.rows; i++) xt.set(i, j, E.get(i, token));
    });
    return transpose(xt);
  });
}
