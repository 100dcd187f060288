import { map, type Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const cut = (entry: number) => Math.min(Math.max(entry, -limit), limit);
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [name, map(gradient, cut)]),
  );
}
