import {
  add,
  hadamard,
  map,
  matmul,
  sumColumns,
  transpose,
  type Matrix,
  type RnnCache,
} from 'unrolled';

// Nothing forces a solution to use the cached a<t>; 1/cosh² is tanh's derivative too.
export function rnnCellBackward(dat: Matrix, cache: RnnCache) {
  const { Wax, Waa, ba } = cache.parameters;
  const zt = add(matmul(Waa, cache.aPrev), matmul(Wax, cache.xt), ba);
  const dz = hadamard(
    dat,
    map(zt, (value) => 1 / Math.cosh(value) ** 2),
  );
  return {
    dba: sumColumns(dz),
    dWaa: matmul(dz, transpose(cache.aPrev)),
    dWax: matmul(dz, transpose(cache.xt)),
    daPrev: transpose(matmul(transpose(dz), Waa)),
    dxt: transpose(matmul(transpose(dz), Wax)),
  };
}
