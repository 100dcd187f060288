// fails: other-names
// says: clipByValue threw
import { map, type Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const cut = (entry: number) => Math.max(-limit, Math.min(limit, entry));
  return {
    dWax: map(gradients.dWax, cut),
    dWaa: map(gradients.dWaa, cut),
    dba: map(gradients.dba, cut),
    dWya: map(gradients.dWya, cut),
    dby: map(gradients.dby, cut),
  };
}
