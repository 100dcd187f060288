// fails: values, initial-state, ragged-lengths
// says: ŷ
import {
  add,
  hstack,
  matmul,
  rnnForward,
  sliceColumns,
  softmax,
  transpose,
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
  const { a } = rnnForward(x, a0, parameters, lengths);
  const { Wya, by } = parameters;
  const z = a.map((at) => transpose(add(matmul(Wya, at), by)));
  // Steps below each other, then softmax down the columns: over steps and examples.
  const all = transpose(hstack(transpose(z[0]), ...z.slice(1).map((zt) => transpose(zt))));
  const yhat = transpose(softmax(all));
  return a.map((at, k) => sliceColumns(yhat, k * at.cols, (k + 1) * at.cols));
}
