import { Matrix } from 'unrolled';

type Parameters = { Wa: Matrix; ba: Matrix };

export function rnnCellForwardConcatenated(xt: Matrix, aPrev: Matrix, parameters: Parameters) {
  const { Wa, ba } = parameters;
  const n_a = aPrev.rows;
  const at = Matrix.zeros(n_a, xt.cols);
  for (let i = 0; i < n_a; i++) {
    for (let j = 0; j < xt.cols; j++) {
      let z = ba.get(i, 0);
      for (let k = 0; k < Wa.cols; k++) {
        z += Wa.get(i, k) * (k < n_a ? aPrev.get(k, j) : xt.get(k - n_a, j));
      }
      at.set(i, j, Math.tanh(z));
    }
  }
  return at;
}
