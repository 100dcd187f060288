// fails: initial-state, ragged-lengths
// says: a0 is ignored
import { Matrix, rnnForward, vstack, type BothDirections, type RnnParameters } from 'unrolled';

function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  return x.map((xt, k) => {
    const reversed = xt.clone();
    for (let j = 0; j < xt.cols; j++) {
      const length = lengths?.[j] ?? x.length;
      if (k >= length) continue;
      for (let i = 0; i < xt.rows; i++) reversed.set(i, j, x[length - 1 - k].get(i, j));
    }
    return reversed;
  });
}

export function bidirectionalForward(
  x: Matrix[],
  a0: BothDirections<Matrix>,
  parameters: BothDirections<RnnParameters>,
  lengths?: number[],
): Matrix[] {
  const start = Matrix.zeros(a0.forward.rows, a0.forward.cols);
  const there = rnnForward(x, start, parameters.forward, lengths).a;
  const reversed = reverseSequence(x, lengths);
  const back = rnnForward(reversed, start, parameters.backward, lengths).a;
  const aligned = reverseSequence(back, lengths);
  return there.map((at, k) => vstack(at, aligned[k]));
}
