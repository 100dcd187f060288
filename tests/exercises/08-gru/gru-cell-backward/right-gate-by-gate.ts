import {
  add,
  hadamard,
  matmul,
  sliceRows,
  subtract,
  sumColumns,
  transpose,
  vstack,
  type Matrix,
  type GruCache,
} from 'unrolled';

export function gruCellBackward(dct: Matrix, cache: GruCache) {
  const { xt, cPrev, gammaU, gammaR, cTilde, parameters } = cache;
  const { Wu, Wr, Wc } = parameters;
  const n_a = cPrev.rows;
  const seenByGates = vstack(cPrev, xt);
  const seenByCandidate = vstack(hadamard(gammaR, cPrev), xt);
  const back = (W: Matrix, dz: Matrix) => matmul(transpose(W), dz);
  const top = (d: Matrix) => sliceRows(d, 0, n_a);
  const bottom = (d: Matrix) => sliceRows(d, n_a, d.rows);

  const dzc = subtract(
    hadamard(dct, gammaU),
    hadamard(hadamard(dct, gammaU), hadamard(cTilde, cTilde)),
  );
  let dcPrev = subtract(dct, hadamard(gammaU, dct));
  dcPrev = add(dcPrev, hadamard(gammaR, top(back(Wc, dzc))));
  let dxt = bottom(back(Wc, dzc));

  const slope = (gate: Matrix) => subtract(gate, hadamard(gate, gate));
  const dzu = hadamard(slope(gammaU), subtract(hadamard(dct, cTilde), hadamard(dct, cPrev)));
  const dzr = hadamard(slope(gammaR), hadamard(cPrev, top(back(Wc, dzc))));
  for (const [W, dz] of [
    [Wu, dzu],
    [Wr, dzr],
  ]) {
    dcPrev = add(dcPrev, top(back(W, dz)));
    dxt = add(dxt, bottom(back(W, dz)));
  }
  return {
    dbc: sumColumns(dzc),
    dbr: sumColumns(dzr),
    dbu: sumColumns(dzu),
    dWc: matmul(dzc, transpose(seenByCandidate)),
    dWr: matmul(dzr, transpose(seenByGates)),
    dWu: matmul(dzu, transpose(seenByGates)),
    dcPrev,
    dxt,
  };
}
