// fails: one-step, values, ragged-lengths
// says: its result must be assigned
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

export function rnnBackward(da: Matrix[], caches: RnnCache[], lengths?: number[]) {
  const { Wax, Waa, ba } = caches[0].parameters;
  const dx: Matrix[] = [];
  const dWax = Matrix.zeros(Wax.rows, Wax.cols);
  const dWaa = Matrix.zeros(Waa.rows, Waa.cols);
  const dba = Matrix.zeros(ba.rows, 1);
  let daNext = Matrix.zeros(da[0].rows, da[0].cols);
  for (let k = caches.length - 1; k >= 0; k--) {
    const full = add(da[k], daNext);
    const live = full.clone();
    lengths?.forEach((length, j) => {
      if (k + 1 <= length) return;
      for (let i = 0; i < live.rows; i++) live.set(i, j, 0);
    });
    const step = rnnCellBackward(live, caches[k]);
    dx[k] = step.dxt;
    add(dWax, step.dWax);
    add(dWaa, step.dWaa);
    add(dba, step.dba);
    daNext = step.daPrev;
    lengths?.forEach((length, j) => {
      if (k + 1 <= length) return;
      for (let i = 0; i < live.rows; i++) daNext.set(i, j, full.get(i, j));
    });
  }
  return { dx, da0: daNext, dWax, dWaa, dba };
}
