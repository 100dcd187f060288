import { add, embeddingForward, matmul, tanh, vstack, type Matrix } from 'unrolled';

type Parameters = { E: Matrix; Wax: Matrix; ba: Matrix; Wya: Matrix; by: Matrix };

export function neuralLmForward(
  contexts: number[][],
  { E, Wax, ba, Wya, by }: Parameters,
): { z: Matrix; x: Matrix; a: Matrix } {
  const places = contexts[0].map((_, p) => contexts.map((context) => context[p]));
  const [first, ...others] = places.map((words) => embeddingForward(E, words));
  const x = vstack(first, ...others);
  const a = tanh(add(matmul(Wax, x), ba));
  const z = add(matmul(Wya, a), by);
  return { z, x, a };
}
