// fails: zero-peepholes, peepholes
import {
  add,
  hadamard,
  matmul,
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
  const { Wu, bu, Wf, bf, Wo, bo, Wc, bc } = parameters;
  const stacked = vstack(aPrev, xt);
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  const gammaU = sigmoid(add(matmul(Wu, stacked), cPrev, bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), cPrev, bf));
  const gammaO = sigmoid(add(matmul(Wo, stacked), cPrev, bo));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  return { at: hadamard(gammaO, tanh(ct)), ct };
}
