// fails: values, initial-state, ragged-lengths
// says: a<1> must be a Matrix [
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(x: Matrix[], a0: Matrix, { Wax, Waa, ba }: RnnParameters): number[][][] {
  let at = a0;
  return x.map((xt) => {
    at = tanh(add(matmul(Waa, at), matmul(Wax, xt), ba));
    return at.toArray();
  });
}
