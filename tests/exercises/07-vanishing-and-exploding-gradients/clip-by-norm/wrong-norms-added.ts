// fails: one-norm-for-all, below
// says: the norms of the matrices are added
import { scale, type Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  let norm = 0;
  for (const { data } of Object.values(gradients)) norm += Math.hypot(...data);
  if (norm <= threshold) return gradients;
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [name, scale(gradient, threshold / norm)]),
  );
}
