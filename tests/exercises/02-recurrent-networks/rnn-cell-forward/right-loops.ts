import { Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  const { Wax, Waa, ba } = parameters;
  const at = Matrix.zeros(aPrev.rows, xt.cols);
  for (let example = 0; example < xt.cols; example++) {
    for (let unit = 0; unit < aPrev.rows; unit++) {
      let z = ba.get(unit, 0);
      for (let k = 0; k < aPrev.rows; k++) z += Waa.get(unit, k) * aPrev.get(k, example);
      for (let k = 0; k < xt.rows; k++) z += Wax.get(unit, k) * xt.get(k, example);
      at.set(unit, example, Math.tanh(z));
    }
  }
  return at;
}
