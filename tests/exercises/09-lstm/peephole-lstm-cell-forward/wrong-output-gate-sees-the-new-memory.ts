// fails: peepholes
// says: original paper
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
  const gammaU = sigmoid(add(matmul(Wu, stacked), scaleRows(cPrev, pu), bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), scaleRows(cPrev, pf), bf));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  const gammaO = sigmoid(add(matmul(Wo, stacked), scaleRows(ct, po), bo));
  return { at: hadamard(gammaO, tanh(ct)), ct };
}
