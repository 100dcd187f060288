// fails: chunks, extremes
// says: cut after every step
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

export function truncatedBackward(da: Matrix[], caches: RnnCache[], steps: number) {
  const { Wax, Waa, ba } = caches[0].parameters;
  let dWax = Matrix.zeros(Wax.rows, Wax.cols);
  let dWaa = Matrix.zeros(Waa.rows, Waa.cols);
  let dba = Matrix.zeros(ba.rows, 1);
  const nothing = Matrix.zeros(da[0].rows, da[0].cols);
  let daNext = nothing;
  for (let k = caches.length - 1; k >= 0; k--) {
    const step = rnnCellBackward(add(da[k], daNext), caches[k]);
    dWax = add(dWax, step.dWax);
    dWaa = add(dWaa, step.dWaa);
    dba = add(dba, step.dba);
    daNext = steps > 0 ? nothing : step.daPrev;
  }
  return { dWax, dWaa, dba };
}
