import { Matrix } from 'unrolled';
import type { GloveParameters } from 'unrolled';

export function gloveLoss(
  observed: { i: number; j: number; x: number }[],
  parameters: GloveParameters,
  cutOff: number,
  exponent: number,
) {
  const { W, Wtilde, b, btilde } = parameters;
  const gradients = {
    dbtilde: Matrix.zeros(W.cols, 1),
    db: Matrix.zeros(W.cols, 1),
    dWtilde: Matrix.zeros(W.rows, W.cols),
    dW: Matrix.zeros(W.rows, W.cols),
  };
  const increase = (matrix: Matrix, row: number, column: number, by: number) =>
    matrix.set(row, column, matrix.get(row, column) + by);
  const losses = observed.map((entry) => {
    const importance = entry.x > cutOff ? 1 : Math.pow(entry.x / cutOff, exponent);
    const rows = Array.from({ length: W.rows }, (_, row) => row);
    const product = rows.reduce((sum, k) => sum + Wtilde.get(k, entry.j) * W.get(k, entry.i), 0);
    const error = product + b.get(entry.i, 0) + btilde.get(entry.j, 0) - Math.log(entry.x);
    rows.forEach((k) => {
      increase(gradients.dW, k, entry.i, 2 * importance * error * Wtilde.get(k, entry.j));
      increase(gradients.dWtilde, k, entry.j, 2 * importance * error * W.get(k, entry.i));
    });
    increase(gradients.db, entry.i, 0, 2 * importance * error);
    increase(gradients.dbtilde, entry.j, 0, 2 * importance * error);
    return importance * error * error;
  });
  return { gradients, loss: losses.reduce((sum, one) => sum + one, 0) };
}
