// fails: values, other-names
// says: changes its argument gradients
import type { Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  for (const name of Object.keys(gradients)) {
    const { data } = gradients[name];
    for (let k = 0; k < data.length; k++) data[k] = Math.max(-limit, Math.min(limit, data[k]));
  }
  return gradients;
}
