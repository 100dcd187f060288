import {
  denseForward,
  hstack,
  rnnForward,
  sliceColumns,
  type DenseParameters,
  type Matrix,
  type RnnParameters,
} from 'unrolled';

export function manyToMany(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix[] {
  // The output layer treats every column alike, so all steps can stand side by side.
  const { a } = rnnForward(x, a0, parameters, lengths);
  const all = denseForward(hstack(a[0], ...a.slice(1)), parameters, 'softmax');
  return a.map((at, k) => sliceColumns(all, k * at.cols, (k + 1) * at.cols));
}
