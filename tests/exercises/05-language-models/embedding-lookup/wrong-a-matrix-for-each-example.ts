// fails: values, no-token
import { Matrix } from 'unrolled';

export function embeddingLookup(E: Matrix, tokens: number[][]): Matrix[] {
  return tokens[0].map((_, j) => {
    const x = Matrix.zeros(E.rows, tokens.length);
    tokens.forEach((step, t) => {
      if (step[j] === -1) return;
      for (let i = 0; i < E.rows; i++) x.set(i, t, E.get(i, step[j]));
    });
    return x;
  });
}
