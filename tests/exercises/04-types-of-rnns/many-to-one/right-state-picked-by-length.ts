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
  // Without lengths, each example's own last state is picked afterwards.
  const { a } = rnnForward(x, a0, parameters);
  const own = Array.from({ length: a0.cols }, (_, j) =>
    sliceColumns(a[(lengths?.[j] ?? x.length) - 1], j, j + 1),
  );
  const [first, ...others] = own;
  return denseForward(hstack(first, ...others), parameters, 'softmax');
}
