import {
  add,
  hadamard,
  matmul,
  scale,
  sigmoid,
  subtract,
  tanh,
  vstack,
  type Matrix,
  type SimplifiedGruParameters,
} from 'unrolled';

// 1 − σ(z) = σ(−z): the share that is kept, as tf.js computes it.
export function simplifiedGruCellForward(
  xt: Matrix,
  cPrev: Matrix,
  parameters: SimplifiedGruParameters,
) {
  const { Wu, bu, Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
  const keep = sigmoid(scale(add(matmul(Wu, stacked), bu), -1));
  const candidate = tanh(add(matmul(Wc, stacked), bc));
  return add(hadamard(keep, cPrev), subtract(candidate, hadamard(keep, candidate)));
}
