import { map, type Matrix } from 'unrolled';

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  const lengthSquared = Object.values(gradients).reduce(
    (total, { data }) => total + [...data].reduce((sum, entry) => sum + entry ** 2, 0),
    0,
  );
  const factor = Math.min(1, threshold / Math.sqrt(lengthSquared));
  const clipped: Record<string, Matrix> = {};
  Object.keys(gradients).forEach((name) => {
    clipped[name] = map(gradients[name], (entry) => factor * entry);
  });
  return clipped;
}
