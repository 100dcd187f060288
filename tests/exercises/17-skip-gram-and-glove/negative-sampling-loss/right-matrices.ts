import {
  addEmbeddingGradient,
  embeddingForward,
  matmul,
  Matrix,
  sigmoid,
  subtract,
  transpose,
} from 'unrolled';
import type { NegativeSamplingExample, NegativeSamplingParameters } from 'unrolled';

const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

export function negativeSamplingLoss(
  examples: NegativeSamplingExample[],
  { E, Theta }: NegativeSamplingParameters,
) {
  let loss = 0;
  const dE = Matrix.zeros(E.rows, E.cols);
  const dTheta = Matrix.zeros(E.rows, E.cols);
  for (const { inputs, target, negatives } of examples) {
    const words = [target, ...negatives];
    const e = embeddingForward(E, inputs);
    const theta = embeddingForward(Theta, words);
    const z = matmul(transpose(theta), e);
    const y = Matrix.column(words.map((_, k) => (k === 0 ? 1 : 0)));
    words.forEach((_, k) => (loss += softplus(k === 0 ? -z.get(k, 0) : z.get(k, 0))));
    const dz = subtract(sigmoid(z), y);
    addEmbeddingGradient(matmul(theta, dz), inputs, dE);
    addEmbeddingGradient(matmul(e, transpose(dz)), words, dTheta);
  }
  return { loss, gradients: { dE, dTheta } };
}
