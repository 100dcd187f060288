// fails: values, one-example
// says: matmul: [
import { hadamard, map, matmul, sumColumns, transpose, type Matrix, type RnnCache } from 'unrolled';

export function rnnCellBackward(dat: Matrix, cache: RnnCache) {
  const { xt, aPrev, at, parameters } = cache;
  const { Wax, Waa } = parameters;
  const dz = hadamard(
    dat,
    map(at, (a) => 1 - a * a),
  );
  return {
    dxt: matmul(Wax, dz),
    daPrev: matmul(transpose(Waa), dz),
    dWax: matmul(dz, transpose(xt)),
    dWaa: matmul(dz, transpose(aPrev)),
    dba: sumColumns(dz),
  };
}
