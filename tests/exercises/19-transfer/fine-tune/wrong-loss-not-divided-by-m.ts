// fails: frozen, trainable, shared-words
// says: the loss is not divided by m
import { add, addEmbeddingGradient, embeddingForward, hstack, matmul, Matrix } from 'unrolled';
import { scale, sigmoidCrossEntropy, sliceColumns, sumColumns, transpose } from 'unrolled';
import type { EmbeddingClassifierParameters } from 'unrolled';

export function fineTune(
  documents: number[][],
  y: Matrix,
  { E, Wya, by }: EmbeddingClassifierParameters,
  frozen: boolean,
) {
  const m = documents.length;
  const known = documents.map((document) => document.filter((word) => word !== -1));
  const means = known.map((words) =>
    scale(
      words.length > 0 ? sumColumns(embeddingForward(E, words)) : Matrix.zeros(E.rows, 1),
      1 / Math.max(1, words.length),
    ),
  );
  const x = hstack(means[0], ...means.slice(1));
  const result = sigmoidCrossEntropy(add(matmul(Wya, x), by), y);
  const dz = scale(result.dz, 1 / m);
  let dE: Matrix | null = null;
  if (!frozen) {
    const vectors = Matrix.zeros(E.rows, E.cols);
    const dx = matmul(transpose(Wya), dz);
    known.forEach((words, j) => {
      const share = scale(sliceColumns(dx, j, j + 1), 1 / words.length);
      for (const word of words) addEmbeddingGradient(share, [word], vectors);
    });
    dE = vectors;
  }
  return {
    loss: result.loss,
    gradients: { dE, dWya: matmul(dz, transpose(x)), dby: sumColumns(dz) },
  };
}
