// fails: values, one-example
// says: Waa is transposed
import { add, matmul, tanh, transpose, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  const { Wax, Waa, ba } = parameters;
  return tanh(add(matmul(transpose(Waa), aPrev), matmul(Wax, xt), ba));
}
