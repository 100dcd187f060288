import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  const { Wax, Waa, ba } = parameters;
  return tanh(add(matmul(Waa, aPrev), matmul(Wax, xt), ba));
}
