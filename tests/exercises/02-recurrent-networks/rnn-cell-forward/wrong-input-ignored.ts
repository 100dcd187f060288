// fails: values, one-example
// says: the input x<t> is ignored
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(_xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  return tanh(add(matmul(parameters.Waa, aPrev), parameters.ba));
}
