// fails: values, initial-state, ragged-lengths
// says: every step starts from a0 again
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(x: Matrix[], a0: Matrix, { Wax, Waa, ba }: RnnParameters): Matrix[] {
  return x.map((xt) => tanh(add(matmul(Waa, a0), matmul(Wax, xt), ba)));
}
