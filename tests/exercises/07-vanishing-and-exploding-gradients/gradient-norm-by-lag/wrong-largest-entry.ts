// fails: one-step, values
// says: the largest entry
import { rnnCellBackward, type Matrix, type RnnCache } from 'unrolled';

function norm({ data }: Matrix): number {
  return Math.max(...data.map(Math.abs));
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
