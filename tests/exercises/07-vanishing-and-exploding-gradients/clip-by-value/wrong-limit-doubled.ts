// fails: values, other-names
import { map, type Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    clipped[name] = map(gradient, (entry) => Math.max(-2 * limit, Math.min(2 * limit, entry)));
  }
  return clipped;
}
