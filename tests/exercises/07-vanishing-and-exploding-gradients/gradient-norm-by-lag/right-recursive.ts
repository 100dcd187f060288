import { rnnCellBackward, type Matrix, type RnnCache } from 'unrolled';

export function gradientNormByLag(dLast: Matrix, caches: RnnCache[]): number[] {
  if (caches.length === 0) return [];
  const norm = Math.sqrt([...dLast.data].reduce((sum, entry) => sum + entry * entry, 0));
  const { daPrev } = rnnCellBackward(dLast, caches[caches.length - 1]);
  return [norm, ...gradientNormByLag(daPrev, caches.slice(0, -1))];
}
