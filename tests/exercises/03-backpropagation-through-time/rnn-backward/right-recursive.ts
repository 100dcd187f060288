import { add, hadamard, map, matmul, Matrix, sumColumns, transpose, type RnnCache } from 'unrolled';

const column = (matrix: Matrix, j: number) => Matrix.column(matrix.toArray().map((row) => row[j]));

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

type Result = { dx: Matrix[]; da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix };

/** Takes off the last step, and leaves the rest to itself. */
function back(da: Matrix[], caches: RnnCache[], lengths: number[]): Result {
  const t = caches.length;
  const whole = da[t - 1];
  const own = whole.clone();
  const past = Matrix.zeros(whole.rows, whole.cols);
  lengths.forEach((length, j) => {
    if (t <= length) return;
    column(whole, j).data.forEach((value, i) => {
      own.set(i, j, 0);
      past.set(i, j, value);
    });
  });
  const { dxt, daPrev, dWax, dWaa, dba } = rnnCellBackward(own, caches[t - 1]);
  const before = add(daPrev, past);
  if (t === 1) return { dx: [dxt], da0: before, dWax, dWaa, dba };
  const earlier = [...da.slice(0, t - 2), add(da[t - 2], before)];
  const rest = back(earlier, caches.slice(0, -1), lengths);
  return {
    dx: [...rest.dx, dxt],
    da0: rest.da0,
    dWax: add(rest.dWax, dWax),
    dWaa: add(rest.dWaa, dWaa),
    dba: add(rest.dba, dba),
  };
}

export const rnnBackward = (da: Matrix[], caches: RnnCache[], lengths: number[] = []) =>
  back(da, caches, lengths);
