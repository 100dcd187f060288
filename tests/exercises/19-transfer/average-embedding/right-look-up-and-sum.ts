import { embeddingForward, hstack, Matrix, scale, sumColumns } from 'unrolled';

export function averageEmbedding(E: Matrix, documents: number[][]): Matrix {
  const columns = documents.map((document) => {
    const count = document.filter((word) => word >= 0).length;
    if (count === 0) return Matrix.zeros(E.rows, 1);
    return scale(sumColumns(embeddingForward(E, document)), 1 / count);
  });
  return hstack(columns[0], ...columns.slice(1));
}
