// fails: no-token
// says: lies outside
import { Matrix } from 'unrolled';

export function embeddingLookup(E: Matrix, tokens: number[][]): Matrix[] {
  return tokens.map((step) => {
    const xt = Matrix.zeros(E.rows, step.length);
    step.forEach((token, j) => {
      for (let i = 0; i < E.rows; i++) xt.set(i, j, E.get(i, token));
    });
    return xt;
  });
}
