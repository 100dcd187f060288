// fails: no-token
// says: gets the first column
import { Matrix } from 'unrolled';

export function embeddingLookup(E: Matrix, tokens: number[][]): Matrix[] {
  return tokens.map((step) => {
    const xt = Matrix.zeros(E.rows, step.length);
    step.forEach((token, j) => {
      const column = Math.max(0, token);
      for (let i = 0; i < E.rows; i++) xt.set(i, j, E.get(i, column));
    });
    return xt;
  });
}
