// fails: values, one-example
// says: rnnCellForward changes its argument aPrev
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  const { Wax, Waa, ba } = parameters;
  aPrev.data.set(tanh(add(matmul(Waa, aPrev), matmul(Wax, xt), ba)).data);
  return aPrev;
}
