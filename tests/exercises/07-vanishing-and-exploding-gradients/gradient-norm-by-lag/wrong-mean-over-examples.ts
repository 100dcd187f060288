// fails: one-step, values
// says: averaged over the examples
import { rnnCellBackward, type Matrix, type RnnCache } from 'unrolled';

function norm(matrix: Matrix): number {
  let total = 0;
  for (let j = 0; j < matrix.cols; j++) {
    let sum = 0;
    for (let i = 0; i < matrix.rows; i++) sum += matrix.get(i, j) ** 2;
    total += Math.sqrt(sum);
  }
  return total / matrix.cols;
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
