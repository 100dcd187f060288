// fails: values, one-example
// says: ba is left out
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, { Wax, Waa }: RnnParameters): Matrix {
  return tanh(add(matmul(Waa, aPrev), matmul(Wax, xt)));
}
