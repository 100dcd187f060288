import { addEmbeddingGradient, embeddingForward, matmul, Matrix, transpose } from 'unrolled';
import { scale, sigmoid, subtract, sumColumns } from 'unrolled';
import type { NegativeSamplingExample, NegativeSamplingParameters } from 'unrolled';

export function cbowLoss(
  examples: NegativeSamplingExample[],
  { E, Theta }: NegativeSamplingParameters,
) {
  let loss = 0;
  const dE = Matrix.zeros(E.rows, E.cols);
  const dTheta = Matrix.zeros(E.rows, E.cols);
  for (const { inputs, target, negatives } of examples) {
    const asked = [target, ...negatives];
    const h = scale(sumColumns(embeddingForward(E, inputs)), 1 / inputs.length);
    const theta = embeddingForward(Theta, asked);
    const z = matmul(transpose(theta), h);
    const y = Matrix.column(asked.map((_, k) => (k === 0 ? 1 : 0)));
    asked.forEach((_, k) => {
      const zk = z.get(k, 0);
      loss += Math.max(zk, 0) - zk * y.get(k, 0) + Math.log1p(Math.exp(-Math.abs(zk)));
    });
    const dz = subtract(sigmoid(z), y);
    const dh = scale(matmul(theta, dz), 1 / inputs.length);
    for (const word of inputs) addEmbeddingGradient(dh, [word], dE);
    addEmbeddingGradient(matmul(h, transpose(dz)), asked, dTheta);
  }
  return { loss, gradients: { dE, dTheta } };
}
