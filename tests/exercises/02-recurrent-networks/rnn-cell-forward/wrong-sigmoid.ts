// fails: values, one-example
// says: sigmoid instead of tanh
import { add, map, matmul, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  const { Wax, Waa, ba } = parameters;
  return map(add(matmul(Waa, aPrev), matmul(Wax, xt), ba), (z) => 1 / (1 + Math.exp(-z)));
}
