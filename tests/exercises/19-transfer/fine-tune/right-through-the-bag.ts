import { map, matmul, Matrix, sigmoid, sumColumns, transpose } from 'unrolled';
import type { EmbeddingClassifierParameters } from 'unrolled';

// x = E · bag, so that dE = dx · bagᵀ.
export function fineTune(
  documents: number[][],
  y: Matrix,
  { E, Wya, by }: EmbeddingClassifierParameters,
  frozen: boolean,
) {
  const m = documents.length;
  const bag = Matrix.zeros(E.cols, m);
  documents.forEach((document, j) => {
    const words = document.filter((word) => word >= 0);
    words.forEach((word) => bag.set(word, j, bag.get(word, j) + 1 / words.length));
  });
  const x = matmul(E, bag);
  const z = matmul(Wya, x);
  let loss = 0;
  for (let row = 0; row < z.rows; row++) {
    for (let j = 0; j < m; j++) {
      const value = z.get(row, j) + by.get(row, 0);
      z.set(row, j, value);
      const signed = y.get(row, j) === 1 ? -value : value;
      loss += (Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)))) / m;
    }
  }
  let k = 0;
  const dz = map(sigmoid(z), (p) => (p - y.data[k++]) / m);
  return {
    loss,
    gradients: {
      dWya: matmul(dz, transpose(x)),
      dby: sumColumns(dz),
      dE: frozen ? null : matmul(matmul(transpose(Wya), dz), transpose(bag)),
    },
  };
}
