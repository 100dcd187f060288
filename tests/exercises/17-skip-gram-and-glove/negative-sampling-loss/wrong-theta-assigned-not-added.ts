// fails: repeated-words
// says: earlier gradients in dTheta
import { Matrix } from 'unrolled';
import type { NegativeSamplingExample, NegativeSamplingParameters } from 'unrolled';

export function negativeSamplingLoss(
  examples: NegativeSamplingExample[],
  { E, Theta }: NegativeSamplingParameters,
) {
  let loss = 0;
  const dE = Matrix.zeros(E.rows, E.cols);
  const dTheta = Matrix.zeros(E.rows, E.cols);
  for (const { inputs, target, negatives } of examples) {
    const word = inputs[0];
    [target, ...negatives].forEach((asked, k) => {
      const y = k === 0 ? 1 : 0;
      let z = 0;
      for (let i = 0; i < E.rows; i++) z += Theta.get(i, asked) * E.get(i, word);
      loss += Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
      const dz = 1 / (1 + Math.exp(-z)) - y;
      for (let i = 0; i < E.rows; i++) {
        dTheta.set(i, asked, dz * E.get(i, word));
        dE.set(i, word, dE.get(i, word) + dz * Theta.get(i, asked));
      }
    });
  }
  return { loss, gradients: { dE, dTheta } };
}
