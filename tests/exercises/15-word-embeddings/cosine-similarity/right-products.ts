import { transposedMatmul, type Matrix } from 'unrolled';

export function cosineSimilarity(u: Matrix, v: Matrix): number {
  const inner = (a: Matrix, b: Matrix) => transposedMatmul(a, b).get(0, 0);
  return inner(u, v) / Math.sqrt(inner(u, u) * inner(v, v));
}
