// fails: values, other-names
// says: the small ones too
import { map, type Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    clipped[name] = map(gradient, (entry) => limit * Math.sign(entry));
  }
  return clipped;
}
