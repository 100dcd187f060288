// fails: ragged-lengths
// says: lengths has no effect
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(x: Matrix[], a0: Matrix, { Wax, Waa, ba }: RnnParameters): Matrix[] {
  const a = [a0];
  for (const xt of x) a.push(tanh(add(matmul(Waa, a[a.length - 1]), matmul(Wax, xt), ba)));
  return a.slice(1);
}
