// fails: values, other-names
// says: all negative ones are lost
import { map, type Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    clipped[name] = map(gradient, (entry) => Math.max(0, Math.min(limit, entry)));
  }
  return clipped;
}
