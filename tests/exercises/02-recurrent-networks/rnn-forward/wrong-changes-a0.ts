// fails: values, initial-state, ragged-lengths
// says: rnnForward changes its argument a0
import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(
  x: Matrix[],
  a0: Matrix,
  { Wax, Waa, ba }: RnnParameters,
  lengths?: number[],
): Matrix[] {
  return x.map((xt, t) => {
    const at = tanh(add(matmul(Waa, a0), matmul(Wax, xt), ba));
    for (let j = 0; j < at.cols; j++) {
      if (lengths && t >= lengths[j]) continue;
      for (let i = 0; i < at.rows; i++) a0.set(i, j, at.get(i, j));
    }
    return a0.clone();
  });
}
