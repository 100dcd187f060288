// fails: values, initial-state, ragged-lengths
// says: and their mean is returned
import {
  add,
  denseForward,
  rnnForward,
  scale,
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
  const { a } = rnnForward(x, a0, parameters, lengths);
  const predictions = a.map((at) => denseForward(at, parameters, 'softmax'));
  return scale(
    predictions.reduce((total, yhat) => add(total, yhat)),
    1 / a.length,
  );
}
