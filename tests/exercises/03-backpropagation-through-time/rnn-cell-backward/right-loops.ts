import { Matrix, type RnnCache } from 'unrolled';

export function rnnCellBackward(upstream: Matrix, { xt, aPrev, at, parameters }: RnnCache) {
  const { Wax, Waa, ba } = parameters;
  const dxt = Matrix.zeros(xt.rows, xt.cols);
  const daPrev = Matrix.zeros(aPrev.rows, aPrev.cols);
  const dWax = Matrix.zeros(Wax.rows, Wax.cols);
  const dWaa = Matrix.zeros(Waa.rows, Waa.cols);
  const dba = Matrix.zeros(ba.rows, 1);
  const increase = (matrix: Matrix, i: number, j: number, by: number) =>
    matrix.set(i, j, matrix.get(i, j) + by);
  for (let j = 0; j < at.cols; j++) {
    for (let i = 0; i < at.rows; i++) {
      const d = upstream.get(i, j) * (1 - at.get(i, j) ** 2);
      increase(dba, i, 0, d);
      for (let k = 0; k < xt.rows; k++) {
        increase(dxt, k, j, Wax.get(i, k) * d);
        increase(dWax, i, k, d * xt.get(k, j));
      }
      for (let k = 0; k < aPrev.rows; k++) {
        increase(daPrev, k, j, Waa.get(i, k) * d);
        increase(dWaa, i, k, d * aPrev.get(k, j));
      }
    }
  }
  return { dxt, daPrev, dWax, dWaa, dba };
}
