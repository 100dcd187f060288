import { Matrix } from 'unrolled';
import type { EmbeddingClassifierParameters } from 'unrolled';

// W times a mean is the mean of W times the words: z can be collected without x.
export function embeddingClassifier(
  documents: number[][],
  { E, Wya, by }: EmbeddingClassifierParameters,
): Matrix {
  const yHat = Matrix.zeros(Wya.rows, documents.length);
  documents.forEach((document, j) => {
    const words = document.filter((word) => word !== -1);
    for (let row = 0; row < Wya.rows; row++) {
      let z = 0;
      for (const word of words) {
        for (let i = 0; i < E.rows; i++) z += Wya.get(row, i) * E.get(i, word);
      }
      const mean = words.length > 0 ? z / words.length : 0;
      yHat.set(row, j, 1 / (1 + Math.exp(-mean - by.get(row, 0))));
    }
  });
  return yHat;
}
