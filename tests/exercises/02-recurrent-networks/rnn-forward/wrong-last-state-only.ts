// fails: values, initial-state, ragged-lengths
// says: a must be an array of
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(x: Matrix[], a0: Matrix, { Wax, Waa, ba }: RnnParameters): Matrix {
  let at = a0;
  for (const xt of x) at = tanh(add(matmul(Waa, at), matmul(Wax, xt), ba));
  return at;
}
