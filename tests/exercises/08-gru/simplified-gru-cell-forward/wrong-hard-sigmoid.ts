// fails: values, one-example
// says: differs from what tf.js computes
import {
  add,
  hadamard,
  map,
  matmul,
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
  const gammaU = map(add(matmul(Wu, stacked), bu), (z) => Math.min(1, Math.max(0, 0.2 * z + 0.5)));
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  return add(
    hadamard(gammaU, cTilde),
    hadamard(
      map(gammaU, (gate) => 1 - gate),
      cPrev,
    ),
  );
}
