// fails: values, other-names
// says: not what is too large
import { map, type Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    clipped[name] = map(gradient, (entry) => Math.max(-limit, entry));
  }
  return clipped;
}
