import { Matrix, add, matmul, tanh, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  const a: Matrix[][] = [x];
  for (let l = 0; l < parameters.length; l++) {
    const { Wax, Waa, ba } = parameters[l];
    const layer: Matrix[] = [];
    let state = a0[l];
    for (let k = 0; k < x.length; k++) {
      const live = tanh(add(matmul(Waa, state), matmul(Wax, a[l][k]), ba));
      const next = Matrix.zeros(live.rows, live.cols);
      for (let j = 0; j < live.cols; j++) {
        const ended = lengths !== undefined && k >= lengths[j];
        for (let i = 0; i < live.rows; i++) next.set(i, j, (ended ? state : live).get(i, j));
      }
      layer.push(next);
      state = next;
    }
    a.push(layer);
  }
  return a.slice(1);
}
