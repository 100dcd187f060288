// fails: one-matrix, one-norm-for-all
// says: the mean of the squares
import { scale, type Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  const entries = Object.values(gradients).flatMap((gradient) => [...gradient.data]);
  const squares = entries.reduce((sum, entry) => sum + entry * entry, 0);
  const norm = Math.sqrt(squares / entries.length);
  const factor = norm > threshold ? threshold / norm : 1;
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [name, scale(gradient, factor)]),
  );
}
