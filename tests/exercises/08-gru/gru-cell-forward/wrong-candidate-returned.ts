// fails: values, one-example
// says: Γ_u has no effect
import {
  add,
  hadamard,
  matmul,
  sigmoid,
  tanh,
  vstack,
  type Matrix,
  type GruParameters,
} from 'unrolled';

export function gruCellForward(xt: Matrix, cPrev: Matrix, parameters: GruParameters) {
  const { Wr, br, Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
  const gammaR = sigmoid(add(matmul(Wr, stacked), br));
  const cTilde = tanh(add(matmul(Wc, vstack(hadamard(gammaR, cPrev), xt)), bc));
  return cTilde;
}
