// fails: different-words, repeated-words, unknown-words
// says: word 0 is taken for unknown
import { Matrix } from 'unrolled';

export function averageEmbedding(E: Matrix, documents: number[][]): Matrix {
  const x = Matrix.zeros(E.rows, documents.length);
  documents.forEach((document, j) => {
    const words = document.filter((word) => word > 0);
    for (const word of words) {
      for (let i = 0; i < E.rows; i++) x.set(i, j, x.get(i, j) + E.get(i, word) / words.length);
    }
  });
  return x;
}
