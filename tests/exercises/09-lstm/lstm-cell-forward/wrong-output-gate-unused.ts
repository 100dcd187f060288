// fails: values, one-example
// says: output gate has no effect
import {
  add,
  hadamard,
  matmul,
  sigmoid,
  tanh,
  vstack,
  type LstmParameters,
  type Matrix,
} from 'unrolled';

export function lstmCellForward(
  xt: Matrix,
  aPrev: Matrix,
  cPrev: Matrix,
  parameters: LstmParameters,
) {
  const { Wu, bu, Wf, bf, Wc, bc } = parameters;
  const stacked = vstack(aPrev, xt);
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), bf));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  const at = tanh(ct);
  return { at, ct };
}
