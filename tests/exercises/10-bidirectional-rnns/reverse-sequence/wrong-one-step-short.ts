// fails: one-length, ragged-lengths
// says: one step shorter than it is
import { type Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  return x.map((xt, k) => {
    const reversed = xt.clone();
    for (let j = 0; j < xt.cols; j++) {
      const last = (lengths?.[j] ?? x.length) - 1;
      if (k >= last) continue;
      for (let i = 0; i < xt.rows; i++) reversed.set(i, j, x[last - 1 - k].get(i, j));
    }
    return reversed;
  });
}
