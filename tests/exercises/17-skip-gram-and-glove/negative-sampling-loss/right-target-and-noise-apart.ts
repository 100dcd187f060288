import { Matrix } from 'unrolled';
import type { NegativeSamplingExample, NegativeSamplingParameters } from 'unrolled';

export function negativeSamplingLoss(
  examples: NegativeSamplingExample[],
  parameters: NegativeSamplingParameters,
) {
  const { E, Theta } = parameters;
  const gradients = {
    dTheta: Matrix.zeros(Theta.rows, Theta.cols),
    dE: Matrix.zeros(E.rows, E.cols),
  };
  const dot = (input: number, output: number) => {
    let sum = 0;
    for (let i = 0; i < E.rows; i++) sum += E.get(i, input) * Theta.get(i, output);
    return sum;
  };
  const push = (input: number, output: number, dz: number) => {
    for (let i = 0; i < E.rows; i++) {
      const [e, theta] = [E.get(i, input), Theta.get(i, output)];
      gradients.dE.set(i, input, gradients.dE.get(i, input) + dz * theta);
      gradients.dTheta.set(i, output, gradients.dTheta.get(i, output) + dz * e);
    }
  };
  // −log σ(z), without ever computing σ(z)
  const minusLogSigmoid = (z: number) =>
    z > 0 ? Math.log1p(Math.exp(-z)) : -z + Math.log1p(Math.exp(z));
  let loss = 0;
  examples.forEach((example) => {
    const [input] = example.inputs;
    const z = dot(input, example.target);
    loss += minusLogSigmoid(z);
    push(input, example.target, -1 / (1 + Math.exp(z)));
    for (const noise of example.negatives) {
      const zk = dot(input, noise);
      loss += minusLogSigmoid(-zk);
      push(input, noise, 1 / (1 + Math.exp(-zk)));
    }
  });
  return { loss, gradients };
}
