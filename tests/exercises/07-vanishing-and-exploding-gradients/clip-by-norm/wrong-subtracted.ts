// fails: one-matrix, one-norm-for-all
import { map, type Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  let squares = 0;
  for (const gradient of Object.values(gradients)) {
    for (const entry of gradient.data) squares += entry * entry;
  }
  const excess = Math.max(0, Math.sqrt(squares) - threshold);
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [
      name,
      map(gradient, (entry) => entry - excess),
    ]),
  );
}
