// fails: values, ones, repeated-words
// says: ba is left out
import { Matrix, add, matmul, tanh } from 'unrolled';

type Parameters = { E: Matrix; Wax: Matrix; ba: Matrix; Wya: Matrix; by: Matrix };

export function neuralLmForward(
  contexts: number[][],
  { E, Wax, ba, Wya, by }: Parameters,
): { z: Matrix; x: Matrix; a: Matrix } {
  const k = contexts[0].length;
  const x = Matrix.zeros(k * E.rows, contexts.length);
  contexts.forEach((context, j) => {
    context.forEach((word, p) => {
      for (let i = 0; i < E.rows; i++) x.set(p * E.rows + i, j, E.get(i, word));
    });
  });
  void ba;
  const a = tanh(matmul(Wax, x));
  const z = add(matmul(Wya, a), by);
  return { z, x, a };
}
