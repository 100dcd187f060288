import { Matrix, add, matmul, map, vstack } from 'unrolled';

type Parameters = { E: Matrix; Wax: Matrix; ba: Matrix; Wya: Matrix; by: Matrix };

export function neuralLmForward(
  contexts: number[][],
  { E, Wax, ba, Wya, by }: Parameters,
): { z: Matrix; x: Matrix; a: Matrix } {
  const columns = contexts.map((context) => {
    const vectors = context.map((word) => {
      const o = Matrix.zeros(E.cols, 1);
      o.set(word, 0, 1);
      return matmul(E, o);
    });
    const [first, ...others] = vectors;
    return vstack(first, ...others);
  });
  const x = Matrix.zeros(columns[0].rows, columns.length);
  columns.forEach((column, j) => {
    for (let i = 0; i < x.rows; i++) x.set(i, j, column.get(i, 0));
  });
  const a = map(add(matmul(Wax, x), ba), Math.tanh);
  return { z: add(matmul(Wya, a), by), x, a };
}
