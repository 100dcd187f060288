// fails: frozen, trainable, shared-words
// says: although the loss is
import {
  add,
  matmul,
  Matrix,
  NO_TOKEN,
  scale,
  sigmoidCrossEntropy,
  sumColumns,
  transpose,
} from 'unrolled';
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

export function fineTune(
  documents: number[][],
  y: Matrix,
  parameters: EmbeddingClassifierParameters,
  frozen: boolean,
) {
  const { E, Wya, by } = parameters;
  const m = documents.length;
  const x = averageEmbedding(E, documents);
  const { loss, dz: sum } = sigmoidCrossEntropy(add(matmul(Wya, x), by), y);
  const dz = scale(sum, 1);
  const dWya = matmul(dz, transpose(x));
  const dby = sumColumns(dz);
  if (frozen) return { loss: loss / m, gradients: { dWya, dby, dE: null } };
  const dx = matmul(transpose(Wya), dz);
  const dE = Matrix.zeros(E.rows, E.cols);
  documents.forEach((document, j) => {
    const words = document.filter((word) => word !== NO_TOKEN);
    for (const word of words) {
      for (let i = 0; i < E.rows; i++) {
        dE.set(i, word, dE.get(i, word) + dx.get(i, j) / words.length);
      }
    }
  });
  return { loss: loss / m, gradients: { dWya, dby, dE } };
}
