// fails: values, no-token
import { Matrix } from 'unrolled';

export function embeddingLookup(E: Matrix, tokens: number[][]): Matrix[] {
  const xt = Matrix.zeros(E.rows, tokens[0].length);
  return tokens.map((step) => {
    step.forEach((token, j) => {
      for (let i = 0; i < E.rows; i++) xt.set(i, j, token === -1 ? 0 : E.get(i, token));
    });
    return xt;
  });
}
