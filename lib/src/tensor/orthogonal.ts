import { Matrix, type DType } from './matrix';
import type { Random } from './random';

/**
 * A random orthogonal matrix, `[n, n]`: every singular value is 1, so that a product with it keeps
 * all lengths. As the start of W_aa it lets gradients neither vanish nor explode at first.
 *
 * Columns of normal numbers, each made perpendicular to those before it (Gram–Schmidt, twice over
 * against rounding) and scaled to length 1.
 *
 * @see Saxe, McClelland and Ganguli (2014)
 */
export function orthogonalMatrix(n: number, random: Random, dtype: DType = 'float64'): Matrix {
  const columns: Float64Array[] = [];
  while (columns.length < n) {
    const column = Float64Array.from({ length: n }, () => random.normal());
    for (const earlier of [...columns, ...columns]) {
      const along = dot(column, earlier);
      for (let i = 0; i < n; i++) column[i] -= along * earlier[i];
    }
    const length = Math.sqrt(dot(column, column));
    columns.push(column.map((entry) => entry / length));
  }
  const result = Matrix.zeros(n, n, dtype);
  columns.forEach((column, j) => column.forEach((entry, i) => result.set(i, j, entry)));
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
