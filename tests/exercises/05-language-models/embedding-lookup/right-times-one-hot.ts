import { Matrix, matmul, NO_TOKEN } from 'unrolled';

export function embeddingLookup(E: Matrix, tokens: number[][]): Matrix[] {
  return tokens.map((step) => {
    const oneHot = Matrix.zeros(E.cols, step.length);
    step.forEach((token, j) => {
      if (token !== NO_TOKEN) oneHot.set(token, j, 1);
    });
    return matmul(E, oneHot);
  });
}
