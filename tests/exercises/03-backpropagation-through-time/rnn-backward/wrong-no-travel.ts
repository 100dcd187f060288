// fails: values, ragged-lengths
// says: no gradient travels
import { add, hadamard, map, matmul, Matrix, sumColumns, transpose, type RnnCache } from 'unrolled';

function rnnCellBackward(dat: Matrix, { xt, aPrev, at, parameters }: RnnCache) {
  const dz = hadamard(
    dat,
    map(at, (a) => 1 - a * a),
  );
  return {
    dxt: matmul(transpose(parameters.Wax), dz),
    daPrev: matmul(transpose(parameters.Waa), dz),
    dWax: matmul(dz, transpose(xt)),
    dWaa: matmul(dz, transpose(aPrev)),
    dba: sumColumns(dz),
  };
}

export function rnnBackward(da: Matrix[], caches: RnnCache[]) {
  const { Wax, Waa, ba } = caches[0].parameters;
  const dx: Matrix[] = [];
  let dWax = Matrix.zeros(Wax.rows, Wax.cols);
  let dWaa = Matrix.zeros(Waa.rows, Waa.cols);
  let dba = Matrix.zeros(ba.rows, 1);
  let daNext = Matrix.zeros(da[0].rows, da[0].cols);
  for (let k = caches.length - 1; k >= 0; k--) {
    const full = da[k];
    const step = rnnCellBackward(full, caches[k]);
    dx[k] = step.dxt;
    dWax = add(dWax, step.dWax);
    dWaa = add(dWaa, step.dWaa);
    dba = add(dba, step.dba);
    daNext = step.daPrev;
  }
  return { dx, da0: daNext, dWax, dWaa, dba };
}
