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
  type GruParameters,
} from 'unrolled';

export function gruCellForward(xt: Matrix, cPrev: Matrix, parameters: GruParameters) {
  const { Wu, bu, Wr, br, Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const gammaR = sigmoid(add(matmul(Wr, stacked), br));
  cPrev.data.forEach((value, k) => (cPrev.data[k] = gammaR.data[k] * value));
  const cTilde = tanh(add(matmul(Wc, vstack(cPrev, xt)), bc));
  return add(
    hadamard(gammaU, cTilde),
    hadamard(
      map(gammaU, (gate) => 1 - gate),
      cPrev,
    ),
  );
}
