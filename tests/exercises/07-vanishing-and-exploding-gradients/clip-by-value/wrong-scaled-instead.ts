// fails: values, other-names
// says: scaled as a whole
import { map, type Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const clipped: Record<string, Matrix> = {};
  for (const [name, gradient] of Object.entries(gradients)) {
    const largest = Math.max(...gradient.data.map(Math.abs));
    clipped[name] = map(gradient, (entry) => (largest > limit ? (entry * limit) / largest : entry));
  }
  return clipped;
}
