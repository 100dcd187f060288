import { Matrix } from 'unrolled';

export function clipByValue(
  gradients: Record<string, Matrix>,
  limit: number,
): Record<string, Matrix> {
  const result: Record<string, Matrix> = {};
  for (const name in gradients) {
    const gradient = gradients[name];
    const matrix = Matrix.zeros(gradient.rows, gradient.cols);
    for (let i = 0; i < gradient.rows; i++) {
      for (let j = 0; j < gradient.cols; j++) {
        const entry = gradient.get(i, j);
        if (entry > limit) matrix.set(i, j, limit);
        else if (entry < -limit) matrix.set(i, j, -limit);
        else matrix.set(i, j, entry);
      }
    }
    result[name] = matrix;
  }
  return result;
}
