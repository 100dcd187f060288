// fails: values, one-example
// says: rnnCellForward threw RangeError: matmul: [
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  const { Wax, Waa, ba } = parameters;
  return tanh(add(matmul(Wax, aPrev), matmul(Waa, xt), ba));
}
