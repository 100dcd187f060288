// fails: ragged-lengths
// says: the input is zero in the padding
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(
  x: Matrix[],
  a0: Matrix,
  { Wax, Waa, ba }: RnnParameters,
  lengths?: number[],
): Matrix[] {
  let previous = a0;
  return x.map((padded, t) => {
    const xt = padded.clone();
    for (let j = 0; j < xt.cols; j++) {
      if (!lengths || t < lengths[j]) continue;
      for (let i = 0; i < xt.rows; i++) xt.set(i, j, 0);
    }
    previous = tanh(add(matmul(Waa, previous), matmul(Wax, xt), ba));
    return previous;
  });
}
