import {
  add,
  hadamard,
  matmul,
  scale,
  sliceRows,
  subtract,
  sumColumns,
  transpose,
  vstack,
  type LstmCache,
  type Matrix,
} from 'unrolled';

export function lstmCellBackward(fromAbove: Matrix, fromRight: Matrix, cache: LstmCache) {
  const { xt, aPrev, cPrev, gammaU, gammaF, gammaO, cTilde, tanhC, parameters } = cache;
  const input = transpose(vstack(aPrev, xt));
  let dInput = scale(transpose(input), 0);
  const layer = (W: Matrix, dz: Matrix) => {
    dInput = add(dInput, matmul(transpose(W), dz));
    return { dW: matmul(dz, input), db: sumColumns(dz) };
  };
  const product = (...factors: [Matrix, ...Matrix[]]) => factors.reduce(hadamard);
  const square = (A: Matrix) => hadamard(A, A);
  const through = product(fromAbove, gammaO);
  const dc = add(fromRight, subtract(through, product(through, square(tanhC))));
  const sigma = (d: Matrix, gate: Matrix) => product(d, subtract(gate, square(gate)));
  const u = layer(parameters.Wu, sigma(product(dc, cTilde), gammaU));
  const f = layer(parameters.Wf, sigma(product(dc, cPrev), gammaF));
  const o = layer(parameters.Wo, sigma(product(fromAbove, tanhC), gammaO));
  const dCandidate = product(dc, gammaU);
  const c = layer(parameters.Wc, subtract(dCandidate, product(dCandidate, square(cTilde))));
  return {
    dcPrev: product(dc, gammaF),
    daPrev: sliceRows(dInput, 0, aPrev.rows),
    dxt: sliceRows(dInput, aPrev.rows, dInput.rows),
    dWu: u.dW,
    dbu: u.db,
    dWf: f.dW,
    dbf: f.db,
    dWo: o.dW,
    dbo: o.db,
    dWc: c.dW,
    dbc: c.db,
  };
}
