// fails: values, initial-state, ragged-lengths
// says: a layer reads the step before of the layer below
import { rnnCellForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  const a: Matrix[][] = [];
  const state = [...a0];
  x.forEach((xt, k) => {
    const before = [...state];
    parameters.forEach((own, l) => {
      const next = rnnCellForward(l === 0 ? xt : before[l - 1], before[l], own).at.clone();
      lengths?.forEach((length, j) => {
        if (k < length) return;
        for (let i = 0; i < next.rows; i++) next.set(i, j, state[l].get(i, j));
      });
      state[l] = next;
      (a[l] ??= []).push(next);
    });
  });
  return a;
}
