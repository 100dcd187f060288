import { hadamard, scale, type Matrix } from 'unrolled';

export function cosineSimilarity(u: Matrix, v: Matrix): number {
  const unit = (e: Matrix) => scale(e, 1 / Math.hypot(...e.data));
  let sum = 0;
  for (const entry of hadamard(unit(u), unit(v)).data) sum += entry;
  return sum;
}
