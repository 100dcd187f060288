import { rnnCellBackward, type Matrix, type RnnCache } from 'unrolled';

export function gradientNormByLag(dLast: Matrix, caches: RnnCache[]): number[] {
  const norms: number[] = [];
  let da = dLast;
  for (let lag = 0; lag < caches.length; lag++) {
    let squares = 0;
    for (let i = 0; i < da.rows; i++) {
      for (let j = 0; j < da.cols; j++) squares += da.get(i, j) ** 2;
    }
    norms.push(squares ** 0.5);
    da = rnnCellBackward(da, caches[caches.length - 1 - lag]).daPrev;
  }
  return norms;
}
