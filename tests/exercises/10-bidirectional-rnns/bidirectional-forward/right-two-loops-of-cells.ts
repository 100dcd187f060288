import {
  rnnCellForward,
  vstack,
  type BothDirections,
  type Matrix,
  type RnnParameters,
} from 'unrolled';

export function bidirectionalForward(
  x: Matrix[],
  a0: BothDirections<Matrix>,
  parameters: BothDirections<RnnParameters>,
  lengths?: number[],
): Matrix[] {
  const there: Matrix[] = [];
  let state = a0.forward;
  for (const xt of x) {
    state = rnnCellForward(xt, state, parameters.forward).at;
    there.push(state);
  }
  const back: Matrix[] = [];
  state = a0.backward;
  for (let k = x.length - 1; k >= 0; k--) {
    const next = rnnCellForward(x[k], state, parameters.backward).at.clone();
    // Who has not begun yet, read from the end, still waits at the start.
    lengths?.forEach((length, j) => {
      if (k < length) return;
      for (let i = 0; i < next.rows; i++) next.set(i, j, a0.backward.get(i, j));
    });
    state = next;
    back[k] = state;
  }
  return x.map((_, k) => vstack(there[k], back[k]));
}
