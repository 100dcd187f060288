// fails: zero-peepholes, peepholes
import {
  add,
  hadamard,
  matmul,
  scaleRows,
  sigmoid,
  tanh,
  vstack,
  type Matrix,
  type PeepholeLstmParameters,
} from 'unrolled';

export function peepholeLstmCellForward(
  xt: Matrix,
  _aPrev: Matrix,
  cPrev: Matrix,
  parameters: PeepholeLstmParameters,
) {
  const { Wu, bu, pu, Wf, bf, pf, Wo, bo, po, Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  const gammaU = sigmoid(add(matmul(Wu, stacked), scaleRows(cPrev, pu), bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), scaleRows(cPrev, pf), bf));
  const gammaO = sigmoid(add(matmul(Wo, stacked), scaleRows(cPrev, po), bo));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  return { at: hadamard(gammaO, tanh(ct)), ct };
}
