// fails: values, one-example
// says: changes its argument cPrev
import {
  add,
  hadamard,
  matmul,
  sigmoid,
  tanh,
  vstack,
  type Matrix,
  type SimplifiedGruParameters,
} from 'unrolled';

export function simplifiedGruCellForward(
  xt: Matrix,
  cPrev: Matrix,
  parameters: SimplifiedGruParameters,
) {
  const { Wu, bu, Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  cPrev.data.forEach((kept, k) => (cPrev.data[k] = (1 - gammaU.data[k]) * kept));
  return add(hadamard(gammaU, cTilde), cPrev);
}
