import { Matrix } from 'unrolled';
import type { NegativeSamplingExample, NegativeSamplingParameters } from 'unrolled';

// A bag of words is a skip-gram from one word more, whose vector is the mean of the context's.
export function cbowLoss(
  examples: NegativeSamplingExample[],
  { E, Theta }: NegativeSamplingParameters,
) {
  let loss = 0;
  const dE = Matrix.zeros(E.rows, E.cols);
  const dTheta = Matrix.zeros(E.rows, E.cols);
  const n_e = E.rows;
  for (const example of examples) {
    const n = example.inputs.length;
    const mean = Matrix.zeros(n_e, 1);
    example.inputs.forEach((word) => {
      for (let i = 0; i < n_e; i++) mean.set(i, 0, mean.get(i, 0) + E.get(i, word) / n);
    });
    const dMean = Matrix.zeros(n_e, 1);
    const ask = (word: number, sign: 1 | -1) => {
      let z = 0;
      for (let i = 0; i < n_e; i++) z += mean.get(i, 0) * Theta.get(i, word);
      const s = sign * z;
      loss += s > 0 ? Math.log1p(Math.exp(-s)) : Math.log1p(Math.exp(s)) - s;
      const dz = -sign / (1 + Math.exp(s));
      for (let i = 0; i < n_e; i++) {
        dMean.set(i, 0, dMean.get(i, 0) + dz * Theta.get(i, word));
        dTheta.set(i, word, dTheta.get(i, word) + dz * mean.get(i, 0));
      }
    };
    ask(example.target, 1);
    example.negatives.forEach((word) => ask(word, -1));
    example.inputs.forEach((word) => {
      for (let i = 0; i < n_e; i++) dE.set(i, word, dE.get(i, word) + dMean.get(i, 0) / n);
    });
  }
  return { loss, gradients: { dE, dTheta } };
}
