import { Matrix, add, hadamard, map, matmul, sumColumns, transpose } from 'unrolled';

type Parameters = { E: Matrix; Wax: Matrix; ba: Matrix; Wya: Matrix; by: Matrix };
type Gradients = { dE: Matrix; dWax: Matrix; dba: Matrix; dWya: Matrix; dby: Matrix };

export function neuralLmBackward(
  dz: Matrix,
  contexts: number[][],
  { x, a }: { x: Matrix; a: Matrix },
  { E, Wax, Wya }: Parameters,
): Gradients {
  const back = matmul(transpose(Wya), dz);
  const slope = map(hadamard(a, a), (square) => 1 - square);
  const d = hadamard(back, slope);
  const dx = matmul(transpose(Wax), d);
  let dE = Matrix.zeros(E.rows, E.cols);
  for (let j = 0; j < contexts.length; j++) {
    for (let p = 0; p < contexts[j].length; p++) {
      const one = Matrix.zeros(E.rows, E.cols);
      for (let i = 0; i < E.rows; i++) one.set(i, contexts[j][p], dx.get(p * E.rows + i, j));
      dE = add(dE, one);
    }
  }
  return {
    dE,
    dWax: matmul(d, transpose(x)),
    dba: sumColumns(d),
    dWya: matmul(dz, transpose(a)),
    dby: sumColumns(dz),
  };
}
