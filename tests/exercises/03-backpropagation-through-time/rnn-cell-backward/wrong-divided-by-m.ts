// fails: values
// says: divided by m
import {
  hadamard,
  map,
  matmul,
  scale,
  sumColumns,
  transpose,
  type Matrix,
  type RnnCache,
} from 'unrolled';

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
    dWax: scale(matmul(dz, transpose(xt)), 1 / dat.cols),
    dWaa: scale(matmul(dz, transpose(aPrev)), 1 / dat.cols),
    dba: scale(sumColumns(dz), 1 / dat.cols),
  };
}
