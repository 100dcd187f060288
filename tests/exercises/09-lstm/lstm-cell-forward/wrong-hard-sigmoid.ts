// fails: values, one-example
import {
  add,
  hadamard,
  map,
  matmul,
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
  const gammaU = hardSigmoid(add(matmul(Wu, stacked), bu));
  const gammaF = hardSigmoid(add(matmul(Wf, stacked), bf));
  const gammaO = hardSigmoid(add(matmul(Wo, stacked), bo));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  const at = hadamard(gammaO, tanh(ct));
  return { at, ct };
}

// The gate that tf.js uses unless it is told otherwise.
function hardSigmoid(z: Matrix): Matrix {
  return map(z, (value) => Math.min(1, Math.max(0, 0.2 * value + 0.5)));
}
