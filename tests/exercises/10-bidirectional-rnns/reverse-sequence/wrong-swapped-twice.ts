// fails: one-length, ragged-lengths
// says: nothing is reversed
import { type Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  const result = x.map((xt) => xt.clone());
  for (let j = 0; j < x[0].cols; j++) {
    const length = lengths?.[j] ?? x.length;
    for (let k = 0; k < length; k++) {
      for (let i = 0; i < x[0].rows; i++) {
        const kept = result[k].get(i, j);
        result[k].set(i, j, result[length - 1 - k].get(i, j));
        result[length - 1 - k].set(i, j, kept);
      }
    }
  }
  return result;
}
