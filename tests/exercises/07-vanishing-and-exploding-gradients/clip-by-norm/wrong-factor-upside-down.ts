// fails: one-matrix, one-norm-for-all
// says: and grow
import { scale, type Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  let squares = 0;
  for (const gradient of Object.values(gradients)) {
    for (const entry of gradient.data) squares += entry * entry;
  }
  const norm = Math.sqrt(squares);
  if (norm <= threshold) return gradients;
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    clipped[name] = scale(gradient, norm / threshold);
  }
  return clipped;
}
