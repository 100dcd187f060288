// fails: values, one-example
// says: the tanh having been taken twice
import { hadamard, map, matmul, sumColumns, transpose, type Matrix, type RnnCache } from 'unrolled';

export function rnnCellBackward(dat: Matrix, cache: RnnCache) {
  const { xt, aPrev, at, parameters } = cache;
  const { Wax, Waa } = parameters;
  const dz = hadamard(
    dat,
    map(at, (a) => 1 - Math.tanh(a) ** 2),
  );
  return {
    dxt: matmul(transpose(Wax), dz),
    daPrev: matmul(transpose(Waa), dz),
    dWax: matmul(dz, transpose(xt)),
    dWaa: matmul(dz, transpose(aPrev)),
    dba: sumColumns(dz),
  };
}
