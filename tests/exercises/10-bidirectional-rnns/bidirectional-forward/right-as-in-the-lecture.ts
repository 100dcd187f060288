import { rnnForward, vstack, type BothDirections, type Matrix, type RnnParameters } from 'unrolled';

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
  const there = rnnForward(x, a0.forward, parameters.forward, lengths).a;
  const reversed = reverseSequence(x, lengths);
  const back = rnnForward(reversed, a0.backward, parameters.backward, lengths).a;
  const aligned = reverseSequence(back, lengths);
  return there.map((at, k) => vstack(at, aligned[k]));
}
