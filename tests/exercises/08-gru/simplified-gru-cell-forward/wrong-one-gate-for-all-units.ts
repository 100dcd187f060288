// fails: values, one-example
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
  for (let i = 1; i < gammaU.rows; i++) {
    for (let j = 0; j < gammaU.cols; j++) gammaU.set(i, j, gammaU.get(0, j));
  }
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  return add(
    hadamard(gammaU, cTilde),
    hadamard(
      map(gammaU, (gate) => 1 - gate),
      cPrev,
    ),
  );
}
