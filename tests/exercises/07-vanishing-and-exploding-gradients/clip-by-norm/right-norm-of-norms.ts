import { scale, type Matrix } from 'unrolled';

function norm(matrix: Matrix): number {
  let sum = 0;
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < matrix.cols; j++) sum += matrix.get(i, j) ** 2;
  }
  return Math.sqrt(sum);
}

export function clipByNorm(
  gradients: Record<string, Matrix>,
  threshold: number,
): Record<string, Matrix> {
  const norms = Object.values(gradients).map(norm);
  const total = Math.sqrt(norms.reduce((sum, one) => sum + one * one, 0));
  const result: Record<string, Matrix> = {};
  for (const name in gradients) {
    result[name] = total > threshold ? scale(gradients[name], threshold / total) : gradients[name];
  }
  return result;
}
