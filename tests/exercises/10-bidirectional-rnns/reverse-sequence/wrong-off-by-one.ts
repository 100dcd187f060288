// fails: one-length, ragged-lengths
// says: reverseSequence threw TypeError
import { type Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  return x.map((xt, k) => {
    const reversed = xt.clone();
    for (let j = 0; j < xt.cols; j++) {
      const length = lengths?.[j] ?? x.length;
      if (k >= length) continue;
      for (let i = 0; i < xt.rows; i++) reversed.set(i, j, x[length - k].get(i, j));
    }
    return reversed;
  });
}
