// fails: values, initial-state, ragged-lengths
// says: but must have
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(x: Matrix[], a0: Matrix, { Wax, Waa, ba }: RnnParameters): Matrix[] {
  const a: Matrix[] = [];
  for (let t = 0; t < x.length - 1; t++) {
    a.push(tanh(add(matmul(Waa, a[t - 1] ?? a0), matmul(Wax, x[t]), ba)));
  }
  return a;
}
