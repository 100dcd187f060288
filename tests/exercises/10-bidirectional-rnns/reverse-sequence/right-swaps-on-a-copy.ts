import { type Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  const result = x.map((xt) => xt.clone());
  for (let j = 0; j < x[0].cols; j++) {
    let first = 0;
    let last = (lengths?.[j] ?? x.length) - 1;
    while (first < last) {
      for (let i = 0; i < x[0].rows; i++) {
        const kept = result[first].get(i, j);
        result[first].set(i, j, result[last].get(i, j));
        result[last].set(i, j, kept);
      }
      first++;
      last--;
    }
  }
  return result;
}
