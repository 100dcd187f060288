// fails: values, one-example
// says: the previous activation a<t-1> is ignored
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, _aPrev: Matrix, parameters: RnnParameters): Matrix {
  return tanh(add(matmul(parameters.Wax, xt), parameters.ba));
}
