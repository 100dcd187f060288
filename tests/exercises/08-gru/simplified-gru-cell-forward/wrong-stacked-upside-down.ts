// fails: values, one-example
// says: stacked on top
import {
  add,
  hadamard,
  map,
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
  const stacked = vstack(xt, cPrev);
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  return add(
    hadamard(gammaU, cTilde),
    hadamard(
      map(gammaU, (gate) => 1 - gate),
      cPrev,
    ),
  );
}
