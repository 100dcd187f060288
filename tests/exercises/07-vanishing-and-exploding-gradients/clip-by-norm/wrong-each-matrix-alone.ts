// fails: one-norm-for-all
// says: each matrix is clipped by its own norm
import { scale, type Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    const norm = Math.hypot(...gradient.data);
    clipped[name] = norm > threshold ? scale(gradient, threshold / norm) : gradient;
  }
  return clipped;
}
