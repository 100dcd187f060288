// fails: different-words, repeated-words
// says: dE stays zero
import {
  Matrix,
  addEmbeddingGradient,
  hadamard,
  map,
  matmulTransposed,
  sliceRows,
  sumColumns,
  transposedMatmul,
} from 'unrolled';

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
  contexts[0].forEach((_, p) => {
    const words = contexts.map((context) => context[p]);
    addEmbeddingGradient(
      sliceRows(dx, p * E.rows, (p + 1) * E.rows),
      words,
      Matrix.zeros(E.rows, E.cols),
    );
  });
  return { dE, dWax, dba, dWya, dby };
}
