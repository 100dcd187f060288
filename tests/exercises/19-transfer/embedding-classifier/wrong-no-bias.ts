// fails: values, unknown-words
// says: by is left out
import { matmul, Matrix, NO_TOKEN, sigmoid } from 'unrolled';
import type { EmbeddingClassifierParameters } from 'unrolled';

function averageEmbedding(E: Matrix, documents: number[][]): Matrix {
  const x = Matrix.zeros(E.rows, documents.length);
  documents.forEach((document, j) => {
    const words = document.filter((word) => word !== NO_TOKEN);
    for (const word of words) {
      for (let i = 0; i < E.rows; i++) x.set(i, j, x.get(i, j) + E.get(i, word) / words.length);
    }
  });
  return x;
}

export function embeddingClassifier(
  documents: number[][],
  parameters: EmbeddingClassifierParameters,
): Matrix {
  const { E, Wya } = parameters;
  const x = averageEmbedding(E, documents);
  return sigmoid(matmul(Wya, x));
}
