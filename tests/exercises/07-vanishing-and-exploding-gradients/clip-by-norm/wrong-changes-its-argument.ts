// fails: one-matrix, one-norm-for-all
// says: changes its argument gradients
import type { Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  const entries = Object.values(gradients).flatMap((gradient) => [...gradient.data]);
  const norm = Math.hypot(...entries);
  if (norm > threshold) {
    for (const { data } of Object.values(gradients)) {
      for (let k = 0; k < data.length; k++) data[k] *= threshold / norm;
    }
  }
  return gradients;
}
