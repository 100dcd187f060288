import { Matrix, add, matmul, transpose } from 'unrolled';

export function embeddingLookupBackward(dx: Matrix[], tokens: number[][], V: number): Matrix {
  return dx
    .map((dxt, k) => {
      const oneHot = Matrix.zeros(V, dxt.cols);
      tokens[k].forEach((token, j) => {
        if (token >= 0) oneHot.set(token, j, 1);
      });
      return matmul(dxt, transpose(oneHot));
    })
    .reduce((sum, term) => add(sum, term));
}
