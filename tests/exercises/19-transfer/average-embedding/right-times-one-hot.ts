import { matmul, Matrix } from 'unrolled';

// E times the bag of words, every column divided by its sum.
export function averageEmbedding(E: Matrix, documents: number[][]): Matrix {
  const bag = Matrix.zeros(E.cols, documents.length);
  documents.forEach((document, j) => {
    const count = document.reduce((sum, word) => sum + (word === -1 ? 0 : 1), 0);
    document.forEach((word) => {
      if (word !== -1) bag.set(word, j, bag.get(word, j) + 1 / count);
    });
  });
  return matmul(E, bag);
}
