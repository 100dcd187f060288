// fails: ragged-lengths
// says: lengths has no effect
import {
  denseForward,
  rnnForward,
  type DenseParameters,
  type Matrix,
  type RnnParameters,
} from 'unrolled';

export function manyToOne(
  x: Matrix[],
  a0: Matrix,
  parameters: RnnParameters & DenseParameters,
): Matrix {
  const { a } = rnnForward(x, a0, parameters);
  return denseForward(a[a.length - 1], parameters, 'softmax');
}
