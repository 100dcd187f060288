// fails: values
// says: begins at dLast again
import { rnnCellBackward, type Matrix, type RnnCache } from 'unrolled';

function norm({ data }: Matrix): number {
  let sum = 0;
  for (const entry of data) sum += entry * entry;
  return Math.sqrt(sum);
}

export function gradientNormByLag(dLast: Matrix, caches: RnnCache[]): number[] {
  return caches.map((cache, k) =>
    k === 0 ? norm(dLast) : norm(rnnCellBackward(dLast, cache).daPrev),
  );
}
