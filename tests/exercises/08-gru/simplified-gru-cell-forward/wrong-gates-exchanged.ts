// fails: values, one-example
// says: Γ_u weighs the old c<t-1>
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
  const stacked = vstack(cPrev, xt);
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  return add(
    hadamard(gammaU, cPrev),
    hadamard(
      map(gammaU, (gate) => 1 - gate),
      cTilde,
    ),
  );
}
