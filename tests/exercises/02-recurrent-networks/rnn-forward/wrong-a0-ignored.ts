// fails: initial-state, ragged-lengths
// says: a0 is ignored and the state starts at zero
import { add, matmul, Matrix, tanh, type RnnParameters } from 'unrolled';

export function rnnForward(
  x: Matrix[],
  a0: Matrix,
  { Wax, Waa, ba }: RnnParameters,
  lengths?: number[],
): Matrix[] {
  let previous = Matrix.zeros(a0.rows, a0.cols);
  return x.map((xt, t) => {
    const at = tanh(add(matmul(Waa, previous), matmul(Wax, xt), ba));
    for (let j = 0; j < at.cols; j++) {
      if (!lengths || t < lengths[j]) continue;
      for (let i = 0; i < at.rows; i++) at.set(i, j, previous.get(i, j));
    }
    previous = at;
    return at;
  });
}
