// fails: ragged-lengths
// says: ends one step late
import {
  denseForward,
  hstack,
  rnnForward,
  sliceColumns,
  type DenseParameters,
  type Matrix,
  type RnnParameters,
} from 'unrolled';

export function manyToOne(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix {
  const { a } = rnnForward(x, a0, parameters);
  const own = Array.from({ length: a0.cols }, (_, j) =>
    sliceColumns(a[Math.min(lengths?.[j] ?? x.length, x.length - 1)], j, j + 1),
  );
  return denseForward(hstack(own[0], ...own.slice(1)), parameters, 'softmax');
}
