// fails: ragged-lengths
// says: a differs from what tf.js computes
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(
  x: Matrix[],
  a0: Matrix,
  { Wax, Waa, ba }: RnnParameters,
  lengths: number[] = [x.length],
): Matrix[] {
  let at = a0;
  return x.map((xt, t) => {
    if (t < Math.min(...lengths)) at = tanh(add(matmul(Waa, at), matmul(Wax, xt), ba));
    return at.clone();
  });
}
