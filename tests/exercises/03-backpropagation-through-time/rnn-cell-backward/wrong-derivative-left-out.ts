// fails: values, one-example
// says: 1 − a² is left out
import { matmul, sumColumns, transpose, type Matrix, type RnnCache } from 'unrolled';

export function rnnCellBackward(dat: Matrix, cache: RnnCache) {
  const { xt, aPrev, parameters } = cache;
  const { Wax, Waa } = parameters;
  const dz = dat;
  return {
    dxt: matmul(transpose(Wax), dz),
    daPrev: matmul(transpose(Waa), dz),
    dWax: matmul(dz, transpose(xt)),
    dWaa: matmul(dz, transpose(aPrev)),
    dba: sumColumns(dz),
  };
}
