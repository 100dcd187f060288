// fails: values, one-example
// says: the gate has no effect
import { add, matmul, tanh, vstack, type Matrix, type SimplifiedGruParameters } from 'unrolled';

export function simplifiedGruCellForward(
  xt: Matrix,
  cPrev: Matrix,
  parameters: SimplifiedGruParameters,
) {
  const { Wc, bc } = parameters;
  const stacked = vstack(cPrev, xt);
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  return cTilde;
}
