// fails: below
// says: always brought to the threshold
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
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    clipped[name] = scale(gradient, threshold / norm);
  }
  return clipped;
}
