// fails: values, other-names
// says: nothing is cut
import { map, type Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  for (const gradient of Object.values(gradients)) {
    map(gradient, (entry) => Math.max(-limit, Math.min(limit, entry)));
  }
  return gradients;
}
