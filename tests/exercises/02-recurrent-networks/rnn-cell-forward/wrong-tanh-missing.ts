// fails: values, one-example
// says: tanh is left out
import { add, matmul, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  const { Wax, Waa, ba } = parameters;
  return add(matmul(Waa, aPrev), matmul(Wax, xt), ba);
}
