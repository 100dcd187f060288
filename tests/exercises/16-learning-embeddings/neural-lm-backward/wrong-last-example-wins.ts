// fails: repeated-words
// says: = where += is needed
import { Matrix, hadamard, map, matmulTransposed, sumColumns, transposedMatmul } from 'unrolled';

type Parameters = { E: Matrix; Wax: Matrix; ba: Matrix; Wya: Matrix; by: Matrix };
type Gradients = { dE: Matrix; dWax: Matrix; dba: Matrix; dWya: Matrix; dby: Matrix };

export function neuralLmBackward(
  dz: Matrix,
  contexts: number[][],
  { x, a }: { x: Matrix; a: Matrix },
  { E, Wax, Wya }: Parameters,
): Gradients {
  const dWya = matmulTransposed(dz, a);
  const dby = sumColumns(dz);
  const da = transposedMatmul(Wya, dz);
  const dhidden = hadamard(
    da,
    map(a, (value) => 1 - value ** 2),
  );
  const dWax = matmulTransposed(dhidden, x);
  const dba = sumColumns(dhidden);
  const dx = transposedMatmul(Wax, dhidden);
  const dE = Matrix.zeros(E.rows, E.cols);
  contexts.forEach((context, j) => {
    context.forEach((word, p) => {
      for (let i = 0; i < E.rows; i++) {
        dE.set(i, word, dx.get(p * E.rows + i, j));
      }
    });
  });
  return { dE, dWax, dba, dWya, dby };
}
