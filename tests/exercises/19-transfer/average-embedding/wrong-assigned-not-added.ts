// fails: different-words, repeated-words, unknown-words
// says: only the last word counts
import { Matrix, NO_TOKEN } from 'unrolled';

export function averageEmbedding(E: Matrix, documents: number[][]): Matrix {
  const x = Matrix.zeros(E.rows, documents.length);
  documents.forEach((document, j) => {
    const words = document.filter((word) => word !== NO_TOKEN);
    for (const word of words) {
      for (let i = 0; i < E.rows; i++) x.set(i, j, E.get(i, word) / words.length);
    }
  });
  return x;
}
