// fails: initial-state
// says: a0 is ignored
import {
  denseForward,
  Matrix,
  rnnForward,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

export function manyToOne(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters & DenseParameters,
  lengths?: number[],
): Matrix {
  const start = Matrix.zeros(a0.rows, a0.cols);
  const { a } = rnnForward(x, start, parameters, lengths);
  return denseForward(a[a.length - 1], parameters, 'softmax');
}
