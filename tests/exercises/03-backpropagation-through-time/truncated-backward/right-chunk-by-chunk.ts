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

type Gradients = { dWax: Matrix; dWaa: Matrix; dba: Matrix };

const plus = (one: Gradients | undefined, two: Gradients): Gradients =>
  one === undefined
    ? two
    : {
        dWax: add(one.dWax, two.dWax),
        dWaa: add(one.dWaa, two.dWaa),
        dba: add(one.dba, two.dba),
      };

function rnnBackward(da: Matrix[], caches: RnnCache[]): Gradients {
  let sum: Gradients | undefined;
  let carried: Matrix | undefined;
  for (let k = da.length - 1; k >= 0; k--) {
    const { daPrev, dWax, dWaa, dba } = rnnCellBackward(
      carried === undefined ? da[k] : add(da[k], carried),
      caches[k],
    );
    sum = plus(sum, { dWax, dWaa, dba });
    carried = daPrev;
  }
  return sum!;
}

export function truncatedBackward(da: Matrix[], caches: RnnCache[], steps: number): Gradients {
  let sum: Gradients | undefined;
  for (let first = 0; first < da.length; first += steps) {
    const until = first + steps;
    sum = plus(sum, rnnBackward(da.slice(first, until), caches.slice(first, until)));
  }
  return sum!;
}
