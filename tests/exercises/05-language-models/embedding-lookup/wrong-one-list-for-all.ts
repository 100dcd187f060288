// fails: values, no-token
// says: the first example
import { Matrix } from 'unrolled';

export function embeddingLookup(E: Matrix, tokens: number[][]): Matrix[] {
  return tokens.map((step) => {
    const xt = Matrix.zeros(E.rows, step.length);
    const [token] = step;
    if (token === -1) return xt;
    for (let j = 0; j < step.length; j++) {
      for (let i = 0; i < E.rows; i++) xt.set(i, j, E.get(i, token));
    }
    return xt;
  });
}
