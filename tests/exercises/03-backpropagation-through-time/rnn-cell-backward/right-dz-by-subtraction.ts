import {
  hadamard,
  matmul,
  subtract,
  sumColumns,
  transpose,
  type Matrix,
  type RnnCache,
} from 'unrolled';

export function rnnCellBackward(dat: Matrix, cache: RnnCache) {
  const { xt, aPrev, at, parameters } = cache;
  const { Wax, Waa } = parameters;
  const dz = subtract(dat, hadamard(dat, hadamard(at, at)));
  return {
    dxt: matmul(transpose(Wax), dz),
    daPrev: matmul(transpose(Waa), dz),
    dWax: matmul(dz, transpose(xt)),
    dWaa: matmul(dz, transpose(aPrev)),
    dba: sumColumns(dz),
  };
}
