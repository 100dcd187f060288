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

// For each step's own da<t>, a walk of its own back to the beginning of its chunk.
export function truncatedBackward(da: Matrix[], caches: RnnCache[], steps: number) {
  const parts = da.flatMap((dat, last) => {
    const walk = [];
    let carried = dat;
    for (let k = last; k >= last - (last % steps); k--) {
      const step = rnnCellBackward(carried, caches[k]);
      walk.push(step);
      carried = step.daPrev;
    }
    return walk;
  });
  const sum = (terms: Matrix[]) => terms.reduce((one, other) => add(one, other));
  return {
    dba: sum(parts.map(({ dba }) => dba)),
    dWaa: sum(parts.map(({ dWaa }) => dWaa)),
    dWax: sum(parts.map(({ dWax }) => dWax)),
  };
}
