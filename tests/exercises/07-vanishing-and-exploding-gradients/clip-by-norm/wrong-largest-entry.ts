// fails: one-matrix, one-norm-for-all
// says: the largest entry
import { scale, type Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  let largest = 0;
  for (const gradient of Object.values(gradients)) {
    for (const entry of gradient.data) largest = Math.max(largest, Math.abs(entry));
  }
  const norm = largest;
  if (norm <= threshold) return gradients;
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    clipped[name] = scale(gradient, threshold / norm);
  }
  return clipped;
}
