// fails: values, one-example
// says: changes its argument cPrev
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
  const { Wu, bu, Wf, bf, Wo, bo, Wc, bc } = parameters;
  const stacked = vstack(aPrev, xt);
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), bf));
  const gammaO = sigmoid(add(matmul(Wo, stacked), bo));
  const ct = cPrev;
  for (let i = 0; i < ct.rows; i++) {
    for (let j = 0; j < ct.cols; j++) {
      const kept = gammaF.get(i, j) * cPrev.get(i, j);
      ct.set(i, j, gammaU.get(i, j) * cTilde.get(i, j) + kept);
    }
  }
  const at = hadamard(gammaO, tanh(ct));
  return { at, ct };
}
