// fails: one-step, values
// says: the first example alone
import { rnnCellBackward, type Matrix, type RnnCache } from 'unrolled';

function norm(matrix: Matrix): number {
  let sum = 0;
  for (let i = 0; i < matrix.rows; i++) sum += matrix.get(i, 0) ** 2;
  return Math.sqrt(sum);
}

export function gradientNormByLag(dLast: Matrix, caches: RnnCache[]): number[] {
  const norms: number[] = [];
  let da = dLast;
  for (let k = caches.length - 1; k >= 0; k--) {
    norms.push(norm(da));
    da = rnnCellBackward(da, caches[k]).daPrev;
  }
  return norms;
}
