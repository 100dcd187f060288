import type { Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const copies: Record<string, Matrix> = {};
  Object.keys(gradients).forEach((name) => {
    const copy = gradients[name].clone();
    copy.data.forEach((entry, k) => {
      if (Math.abs(entry) > limit) copy.data[k] = limit * Math.sign(entry);
    });
    copies[name] = copy;
  });
  return copies;
}
