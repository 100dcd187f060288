// fails: values, one-example
// says: is a `return` missing?
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): void {
  const { Wax, Waa, ba } = parameters;
  tanh(add(matmul(Waa, aPrev), matmul(Wax, xt), ba));
}
