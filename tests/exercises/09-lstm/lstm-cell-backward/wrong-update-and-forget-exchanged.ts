// fails: from-memory, values, one-example
// says: exchanged what they are multiplied with
import {
  add,
  hadamard,
  map,
  matmul,
  sliceRows,
  sumColumns,
  transpose,
  vstack,
  type LstmCache,
  type Matrix,
} from 'unrolled';

export function lstmCellBackward(dat: Matrix, dct: Matrix, cache: LstmCache) {
  const { xt, aPrev, cPrev, gammaU, gammaF, gammaO, cTilde, tanhC, parameters } = cache;
  const { Wu, Wf, Wo, Wc } = parameters;
  const n_a = aPrev.rows;
  const tanhSlope = (A: Matrix) => map(A, (a) => 1 - a * a);
  const sigmoidSlope = (G: Matrix) => map(G, (g) => g * (1 - g));
  const dc = add(dct, hadamard(hadamard(dat, gammaO), tanhSlope(tanhC)));
  const dzo = hadamard(hadamard(dat, tanhC), sigmoidSlope(gammaO));
  const dzu = hadamard(hadamard(dc, cPrev), sigmoidSlope(gammaU));
  const dzf = hadamard(hadamard(dc, cTilde), sigmoidSlope(gammaF));
  const dzc = hadamard(hadamard(dc, gammaU), tanhSlope(cTilde));
  const through = (W: Matrix, dz: Matrix) => matmul(transpose(W), dz);
  const dStacked = add(through(Wu, dzu), through(Wf, dzf), through(Wo, dzo), through(Wc, dzc));
  const stacked = vstack(aPrev, xt);
  return {
    dxt: sliceRows(dStacked, n_a, dStacked.rows),
    daPrev: sliceRows(dStacked, 0, n_a),
    dcPrev: hadamard(dc, gammaF),
    dWu: matmul(dzu, transpose(stacked)),
    dbu: sumColumns(dzu),
    dWf: matmul(dzf, transpose(stacked)),
    dbf: sumColumns(dzf),
    dWo: matmul(dzo, transpose(stacked)),
    dbo: sumColumns(dzo),
    dWc: matmul(dzc, transpose(stacked)),
    dbc: sumColumns(dzc),
  };
}
