import {
  Matrix,
  rnnForward,
  sliceColumns,
  type BothDirections,
  type RnnParameters,
} from 'unrolled';

export function bidirectionalForward(
  x: Matrix[],
  a0: BothDirections<Matrix>,
  parameters: BothDirections<RnnParameters>,
  lengths?: number[],
): Matrix[] {
  const column = (A: Matrix, j: number) => sliceColumns(A, j, j + 1);
  const n_a = a0.forward.rows;
  const result = x.map((xt) => Matrix.zeros(2 * n_a, xt.cols));
  for (let j = 0; j < x[0].cols; j++) {
    const own = x.slice(0, lengths?.[j] ?? x.length).map((xt) => column(xt, j));
    const there = rnnForward(own, column(a0.forward, j), parameters.forward).a;
    const back = rnnForward([...own].reverse(), column(a0.backward, j), parameters.backward).a;
    back.reverse();
    own.forEach((_, k) => {
      for (let i = 0; i < n_a; i++) {
        result[k].set(i, j, there[k].get(i, 0));
        result[k].set(n_a + i, j, back[k].get(i, 0));
      }
    });
  }
  return result;
}
