import { Matrix, type SimplifiedGruParameters } from 'unrolled';

export function simplifiedGruCellForward(
  x: Matrix,
  before: Matrix,
  parameters: SimplifiedGruParameters,
) {
  const { Wu, bu, Wc, bc } = parameters;
  const ct = Matrix.zeros(before.rows, before.cols);
  for (let j = 0; j < before.cols; j++) {
    const column = [
      ...Array.from({ length: before.rows }, (_, i) => before.get(i, j)),
      ...Array.from({ length: x.rows }, (_, i) => x.get(i, j)),
    ];
    for (let i = 0; i < before.rows; i++) {
      const sum = (W: Matrix, b: Matrix) =>
        column.reduce((total, value, k) => total + W.get(i, k) * value, b.get(i, 0));
      const gate = 1 / (1 + Math.exp(-sum(Wu, bu)));
      ct.set(i, j, gate * Math.tanh(sum(Wc, bc)) + (1 - gate) * before.get(i, j));
    }
  }
  return ct;
}
