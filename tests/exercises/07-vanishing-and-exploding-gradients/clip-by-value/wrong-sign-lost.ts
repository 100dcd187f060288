// fails: values, other-names
// says: the sign is lost
import { map, type Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    clipped[name] = map(gradient, (entry) => Math.min(limit, Math.abs(entry)));
  }
  return clipped;
}
