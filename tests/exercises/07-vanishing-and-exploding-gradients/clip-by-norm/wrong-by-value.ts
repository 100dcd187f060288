// fails: one-matrix, one-norm-for-all
// says: as in clipByValue
import { map, type Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  const cut = (entry: number) => Math.max(-threshold, Math.min(threshold, entry));
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [name, map(gradient, cut)]),
  );
}
