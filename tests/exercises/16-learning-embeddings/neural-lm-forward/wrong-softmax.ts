// fails: values, ones, repeated-words
// says: a softmax
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
  const a = tanh(add(matmul(Wax, x), ba));
  const z = add(matmul(Wya, a), by);
  const yHat = Matrix.zeros(z.rows, z.cols);
  for (let j = 0; j < z.cols; j++) {
    let sum = 0;
    for (let i = 0; i < z.rows; i++) sum += Math.exp(z.get(i, j));
    for (let i = 0; i < z.rows; i++) yHat.set(i, j, Math.exp(z.get(i, j)) / sum);
  }
  return { z: yHat, x, a };
}
