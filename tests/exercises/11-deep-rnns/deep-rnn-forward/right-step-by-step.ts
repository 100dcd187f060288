import { rnnCellForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  const a: Matrix[][] = parameters.map(() => []);
  const state = [...a0];
  x.forEach((xt, k) => {
    let input = xt;
    parameters.forEach((own, l) => {
      const next = rnnCellForward(input, state[l], own).at.clone();
      lengths?.forEach((length, j) => {
        if (k < length) return;
        for (let i = 0; i < next.rows; i++) next.set(i, j, state[l].get(i, j));
      });
      state[l] = next;
      a[l].push(next);
      input = next;
    });
  });
  return a;
}
