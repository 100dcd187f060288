// fails: values, initial-state, ragged-lengths
// says: every a<t> is one and the same Matrix
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(x: Matrix[], a0: Matrix, { Wax, Waa, ba }: RnnParameters): Matrix[] {
  const state = a0.clone();
  const a: Matrix[] = [];
  for (const xt of x) {
    state.data.set(tanh(add(matmul(Waa, state), matmul(Wax, xt), ba)).data);
    a.push(state);
  }
  return a;
}
