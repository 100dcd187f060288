// fails: values, one-example
// says: but is an object
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters) {
  const { Wax, Waa, ba } = parameters;
  const at = tanh(add(matmul(Waa, aPrev), matmul(Wax, xt), ba));
  return { at, cache: { xt, aPrev, parameters } };
}
