// fails: values, initial-state, ragged-lengths
// says: returned a promise
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export async function rnnForward(x: Matrix[], a0: Matrix, { Wax, Waa, ba }: RnnParameters) {
  const a: Matrix[] = [];
  for (const xt of x) {
    await Promise.resolve();
    a.push(tanh(add(matmul(Waa, a.at(-1) ?? a0), matmul(Wax, xt), ba)));
  }
  return a;
}
