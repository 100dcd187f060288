// fails: ragged-lengths
// says: the padding is set to zero
import { Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  return x.map((xt, k) => {
    const reversed = Matrix.zeros(xt.rows, xt.cols);
    for (let j = 0; j < xt.cols; j++) {
      const length = lengths?.[j] ?? x.length;
      if (k >= length) continue;
      for (let i = 0; i < xt.rows; i++) reversed.set(i, j, x[length - 1 - k].get(i, j));
    }
    return reversed;
  });
}
