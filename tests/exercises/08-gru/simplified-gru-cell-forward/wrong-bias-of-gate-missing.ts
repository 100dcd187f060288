// fails: values, one-example
// says: bu is left out
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
  const { Wu, Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
  const gammaU = sigmoid(matmul(Wu, stacked));
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  return add(
    hadamard(gammaU, cTilde),
    hadamard(
      map(gammaU, (gate) => 1 - gate),
      cPrev,
    ),
  );
}
