import { Matrix, type LstmParameters } from 'unrolled';

export function lstmCellForward(
  xt: Matrix,
  aPrev: Matrix,
  cPrev: Matrix,
  parameters: LstmParameters,
) {
  const { Wu, bu, Wf, bf, Wo, bo, Wc, bc } = parameters;
  const at = Matrix.zeros(aPrev.rows, aPrev.cols);
  const ct = Matrix.zeros(cPrev.rows, cPrev.cols);
  const sum = (W: Matrix, b: Matrix, i: number, j: number) => {
    let z = b.get(i, 0);
    for (let k = 0; k < aPrev.rows; k++) z += W.get(i, k) * aPrev.get(k, j);
    for (let k = 0; k < xt.rows; k++) z += W.get(i, aPrev.rows + k) * xt.get(k, j);
    return z;
  };
  const sigma = (z: number) => 1 / (1 + Math.exp(-z));
  for (let j = 0; j < xt.cols; j++) {
    for (let i = 0; i < aPrev.rows; i++) {
      const candidate = Math.tanh(sum(Wc, bc, i, j));
      const c = sigma(sum(Wu, bu, i, j)) * candidate + sigma(sum(Wf, bf, i, j)) * cPrev.get(i, j);
      ct.set(i, j, c);
      at.set(i, j, sigma(sum(Wo, bo, i, j)) * Math.tanh(c));
    }
  }
  return { at, ct };
}
