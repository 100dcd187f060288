// fails: one-step, values
// says: begin with lag 1
import { rnnCellBackward, type Matrix, type RnnCache } from 'unrolled';

function norm({ data }: Matrix): number {
  let sum = 0;
  for (const entry of data) sum += entry * entry;
  return Math.sqrt(sum);
}

export function gradientNormByLag(dLast: Matrix, caches: RnnCache[]): number[] {
  const norms: number[] = [];
  let da = dLast;
  for (let k = caches.length - 1; k >= 0; k--) {
    da = rnnCellBackward(da, caches[k]).daPrev;
    norms.push(norm(da));
  }
  return norms;
}
