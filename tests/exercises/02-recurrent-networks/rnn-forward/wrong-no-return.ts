// fails: values, initial-state, ragged-lengths
// says: is a `return` missing?
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(x: Matrix[], a0: Matrix, { Wax, Waa, ba }: RnnParameters): void {
  const a: Matrix[] = [];
  x.forEach((xt, t) => a.push(tanh(add(matmul(Waa, a[t - 1] ?? a0), matmul(Wax, xt), ba))));
}
