import { subtract, type Matrix } from 'unrolled';

export function cosineSimilarity(u: Matrix, v: Matrix): number {
  const [a, b, c] = [u, v, subtract(u, v)].map((side) => Math.hypot(...side.data));
  return (a * a + b * b - c * c) / (2 * a * b);
}
