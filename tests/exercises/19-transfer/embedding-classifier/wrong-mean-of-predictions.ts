// fails: values, unknown-words
// says: a prediction is made for each word
import { denseForward, embeddingForward, hstack, Matrix, scale, sumColumns } from 'unrolled';
import type { EmbeddingClassifierParameters } from 'unrolled';

export function embeddingClassifier(
  documents: number[][],
  { E, Wya, by }: EmbeddingClassifierParameters,
): Matrix {
  const [first, ...others] = documents.map((document) => {
    const words = document.filter((word) => word !== -1);
    if (words.length === 0) return denseForward(Matrix.zeros(E.rows, 1), { Wya, by }, 'sigmoid');
    const each = denseForward(embeddingForward(E, words), { Wya, by }, 'sigmoid');
    return scale(sumColumns(each), 1 / words.length);
  });
  return hstack(first, ...others);
}
