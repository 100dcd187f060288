import { hstack, sliceColumns, type Matrix } from 'unrolled';

export function reverseSequence(x: Matrix[], lengths?: number[]): Matrix[] {
  return x.map((_, k) => {
    const columns = x[0].toArray()[0].map((__, j) => {
      const length = lengths?.[j] ?? x.length;
      const source = k < length ? length - 1 - k : k;
      return sliceColumns(x[source], j, j + 1);
    });
    const [first, ...others] = columns;
    return hstack(first, ...others);
  });
}
