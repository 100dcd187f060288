import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

function cell(xt: Matrix, aPrev: Matrix, { Wax, Waa, ba }: RnnParameters): Matrix {
  return tanh(add(matmul(Waa, aPrev), matmul(Wax, xt), ba));
}

export function rnnForward(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters,
  lengths?: number[],
): Matrix[] {
  const a: Matrix[] = [];
  let previous = a0;
  for (let t = 1; t <= x.length; t++) {
    const at = cell(x[t - 1], previous, parameters);
    for (let j = 0; j < at.cols; j++) {
      if (lengths === undefined || t <= lengths[j]) continue;
      for (let i = 0; i < at.rows; i++) at.set(i, j, previous.get(i, j));
    }
    a.push(at);
    previous = at;
  }
  return a;
}
