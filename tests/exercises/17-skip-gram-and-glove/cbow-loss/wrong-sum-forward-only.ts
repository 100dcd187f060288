// fails: different-words, repeated-words, large-values
// says: shared out as for the mean
import { Matrix } from 'unrolled';
import type { NegativeSamplingExample, NegativeSamplingParameters } from 'unrolled';

export function cbowLoss(
  examples: NegativeSamplingExample[],
  { E, Theta }: NegativeSamplingParameters,
) {
  let loss = 0;
  const dE = Matrix.zeros(E.rows, E.cols);
  const dTheta = Matrix.zeros(E.rows, E.cols);
  for (const { inputs, target, negatives } of examples) {
    const h = Array.from({ length: E.rows }, (_, i) => {
      const sum = inputs.reduce((before, word) => before + E.get(i, word), 0);
      return sum;
    });
    [target, ...negatives].forEach((asked, k) => {
      const y = k === 0 ? 1 : 0;
      const z = h.reduce((sum, hi, i) => sum + Theta.get(i, asked) * hi, 0);
      loss += Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
      const dz = 1 / (1 + Math.exp(-z)) - y;
      h.forEach((hi, i) => {
        dTheta.set(i, asked, dTheta.get(i, asked) + dz * hi);
        const share = (dz * Theta.get(i, asked)) / inputs.length;
        for (const word of inputs) dE.set(i, word, dE.get(i, word) + share);
      });
    });
  }
  return { loss, gradients: { dE, dTheta } };
}
