// fails: values, one-example
// says: as in the simplified GRU
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
  const { Wu, bu, Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
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
