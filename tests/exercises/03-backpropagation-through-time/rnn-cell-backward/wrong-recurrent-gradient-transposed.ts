// fails: values, one-example
// says: dWaa is transposed
import { hadamard, map, matmul, sumColumns, transpose, type Matrix, type RnnCache } from 'unrolled';

export function rnnCellBackward(dat: Matrix, cache: RnnCache) {
  const { xt, aPrev, at, parameters } = cache;
  const { Wax, Waa } = parameters;
  const dz = hadamard(
    dat,
    map(at, (a) => 1 - a * a),
  );
  return {
    dxt: matmul(transpose(Wax), dz),
    daPrev: matmul(transpose(Waa), dz),
    dWax: matmul(dz, transpose(xt)),
    dWaa: matmul(aPrev, transpose(dz)),
    dba: sumColumns(dz),
  };
}
