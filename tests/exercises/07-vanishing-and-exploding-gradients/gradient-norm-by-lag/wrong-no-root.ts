// fails: one-step, values
// says: no root is taken
import { rnnCellBackward, type Matrix, type RnnCache } from 'unrolled';

function norm({ data }: Matrix): number {
  let sum = 0;
  for (const entry of data) sum += entry * entry;
  return sum;
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
