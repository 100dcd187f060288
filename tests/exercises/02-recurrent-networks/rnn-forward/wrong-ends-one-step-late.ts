// fails: ragged-lengths
// says: an example ends one step late
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(
  x: Matrix[],
  a0: Matrix,
  { Wax, Waa, ba }: RnnParameters,
  lengths?: number[],
): Matrix[] {
  let previous = a0;
  return x.map((xt, t) => {
    const at = tanh(add(matmul(Waa, previous), matmul(Wax, xt), ba));
    for (let j = 0; j < at.cols; j++) {
      if (!lengths || t <= lengths[j]) continue;
      for (let i = 0; i < at.rows; i++) at.set(i, j, previous.get(i, j));
    }
    previous = at;
    return at;
  });
}
