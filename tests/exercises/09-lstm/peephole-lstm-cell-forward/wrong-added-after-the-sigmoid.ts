// fails: peepholes
// says: after the sigmoid
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
  aPrev: Matrix,
  cPrev: Matrix,
  parameters: PeepholeLstmParameters,
) {
  const { Wu, bu, pu, Wf, bf, pf, Wo, bo, po, Wc, bc } = parameters;
  const stacked = vstack(aPrev, xt);
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  const gammaU = add(sigmoid(add(matmul(Wu, stacked), bu)), scaleRows(cPrev, pu));
  const gammaF = add(sigmoid(add(matmul(Wf, stacked), bf)), scaleRows(cPrev, pf));
  const gammaO = add(sigmoid(add(matmul(Wo, stacked), bo)), scaleRows(cPrev, po));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  return { at: hadamard(gammaO, tanh(ct)), ct };
}
