import {
  hadamard,
  map,
  Matrix,
  scale,
  sumColumns,
  transpose,
  type OutputActivation,
} from 'unrolled';

const rowOf = (values: number[]) => Matrix.from([values]);
const sumOf = (matrix: Matrix) => sumColumns(transpose(sumColumns(matrix))).get(0, 0);

/** −log ŷ for one class of many. */
function surprise(zt: Matrix): Matrix {
  const columns = transpose(zt).toArray();
  return transpose(
    Matrix.from(
      columns.map((column) => {
        const largest = Math.max(...column);
        const rest = Math.log(column.reduce((s, v) => s + Math.exp(v - largest), 0));
        return column.map((v) => largest + rest - v);
      }),
    ),
  );
}

/** −log σ(z), the same as log(1 + e^−z). */
const surpriseOfYes = (zt: Matrix) =>
  map(zt, (v) => Math.max(-v, 0) + Math.log(1 + Math.exp(-Math.abs(v))));

export function sequenceLoss(
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
): number {
  const m = z[0].cols;
  return z.reduce((loss, zt, t) => {
    const live = rowOf(
      Array.from({ length: m }, (_, j) => (t < (lengths?.[j] ?? Infinity) ? 1 : 0)),
    );
    const mask = Matrix.from(zt.toArray().map(() => live.toArray()[0]));
    const no = map(y[t], (answer) => 1 - answer);
    const parts =
      activation === 'softmax'
        ? [hadamard(y[t], surprise(zt))]
        : [hadamard(y[t], surpriseOfYes(zt)), hadamard(no, surpriseOfYes(scale(zt, -1)))];
    return loss + parts.reduce((sum, part) => sum + sumOf(hadamard(mask, part)), 0) / m;
  }, 0);
}
