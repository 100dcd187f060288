// fails: values, one-example
// says: a<t> differs from what tf.js computes
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  const { Wax, Waa, ba } = parameters;
  return add(tanh(matmul(Waa, aPrev)), tanh(add(matmul(Wax, xt), ba)));
}
