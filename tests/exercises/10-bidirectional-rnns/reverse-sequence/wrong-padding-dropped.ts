// fails: one-length, ragged-lengths
import { Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  const columns = x[0].toArray()[0].map((_, j) =>
    x
      .slice(0, lengths?.[j] ?? x.length)
      .reverse()
      .map((xt) => xt.toArray().map((row) => row[j])),
  );
  return columns.map((steps) => Matrix.from(steps));
}
