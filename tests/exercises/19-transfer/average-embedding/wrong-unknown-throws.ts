// fails: unknown-words
// says: lies outside
import { Matrix } from 'unrolled';

export function averageEmbedding(E: Matrix, documents: number[][]): Matrix {
  const x = Matrix.zeros(E.rows, documents.length);
  documents.forEach((document, j) => {
    for (const word of document) {
      for (let i = 0; i < E.rows; i++) x.set(i, j, x.get(i, j) + E.get(i, word) / document.length);
    }
  });
  return x;
}
