// fails: values, one-example
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
  const { Wu, Wf, Wo, Wc } = parameters;
  const stacked = vstack(aPrev, xt);
  const cTilde = tanh(matmul(Wc, stacked));
  const gammaU = sigmoid(matmul(Wu, stacked));
  const gammaF = sigmoid(matmul(Wf, stacked));
  const gammaO = sigmoid(matmul(Wo, stacked));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  const at = hadamard(gammaO, tanh(ct));
  return { at, ct };
}
