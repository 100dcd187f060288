// fails: values, initial-state, ragged-lengths
// says: the sequence is read from its end
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(x: Matrix[], a0: Matrix, { Wax, Waa, ba }: RnnParameters): Matrix[] {
  const a: Matrix[] = [];
  let previous = a0;
  for (let t = x.length - 1; t >= 0; t--) {
    previous = tanh(add(matmul(Waa, previous), matmul(Wax, x[t]), ba));
    a[t] = previous;
  }
  return a;
}
