// fails: ragged-lengths
// says: ends one step early
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
  // The state after t steps stands at index t - 1; here one is subtracted twice.
  const states = [a0, ...rnnForward(x, a0, parameters).a];
  const own = Array.from({ length: a0.cols }, (_, j) =>
    sliceColumns(states[(lengths?.[j] ?? x.length + 1) - 1], j, j + 1),
  );
  return denseForward(hstack(own[0], ...own.slice(1)), parameters, 'softmax');
}
