import { scale, type Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  const entries = Object.values(gradients).flatMap((gradient) => [...gradient.data]);
  const factor = threshold / Math.max(threshold, Math.hypot(...entries));
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [name, scale(gradient, factor)]),
  );
}
