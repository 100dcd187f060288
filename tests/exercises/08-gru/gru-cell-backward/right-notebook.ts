import {
  add,
  hadamard,
  map,
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
  const stacked = vstack(cPrev, xt);
  const dzu = hadamard(
    hadamard(dct, subtract(cTilde, cPrev)),
    map(gammaU, (g) => g * (1 - g)),
  );
  const dzc = hadamard(
    hadamard(dct, gammaU),
    map(cTilde, (c) => 1 - c * c),
  );
  const fromCandidate = matmul(transpose(Wc), dzc);
  const dGated = sliceRows(fromCandidate, 0, n_a);
  const dzr = hadamard(
    hadamard(dGated, cPrev),
    map(gammaR, (g) => g * (1 - g)),
  );
  const fromGates = add(matmul(transpose(Wu), dzu), matmul(transpose(Wr), dzr));
  return {
    dxt: add(
      sliceRows(fromGates, n_a, fromGates.rows),
      sliceRows(fromCandidate, n_a, fromCandidate.rows),
    ),
    dcPrev: add(
      hadamard(
        dct,
        map(gammaU, (g) => 1 - g),
      ),
      hadamard(dGated, gammaR),
      sliceRows(fromGates, 0, n_a),
    ),
    dWu: matmul(dzu, transpose(stacked)),
    dbu: sumColumns(dzu),
    dWr: matmul(dzr, transpose(stacked)),
    dbr: sumColumns(dzr),
    dWc: matmul(dzc, transpose(vstack(hadamard(gammaR, cPrev), xt))),
    dbc: sumColumns(dzc),
  };
}
