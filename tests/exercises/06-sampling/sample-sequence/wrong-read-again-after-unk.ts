// fails: unk
// says: costs the network a step
import {
  add,
  matmul,
  Matrix,
  rnnCellForward,
  scale,
  softmax,
  type DenseParameters,
  type RnnParameters,
  type SamplingOptions,
} from 'unrolled';

function sampleFrom(probabilities: ArrayLike<number>, uniform: number): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    sum += probabilities[i];
    if (uniform < sum) return i;
  }
  return probabilities.length - 1;
}

type Parameters = RnnParameters & DenseParameters;

export function sampleSequence(
  parameters: Parameters,
  { eos, maxLength, rejectUnk, temperature = 1 }: SamplingOptions,
  uniforms: number[],
): number[] {
  const [V, n_a] = [parameters.by.rows, parameters.ba.rows];
  const tokens: number[] = [];
  let xt = Matrix.zeros(V, 1);
  let aPrev = Matrix.zeros(n_a, 1);
  let next = 0;
  while (tokens.length < maxLength) {
    const { at } = rnnCellForward(xt, aPrev, parameters);
    const z = add(matmul(parameters.Wya, at), parameters.by);
    const p = softmax(scale(z, 1 / temperature)).data;

    const token = sampleFrom(p, uniforms[next++]);
    if (token === rejectUnk) {
      // The network takes a step more for each rejected draw.
      aPrev = at;
      continue;
    }
    if (token === eos) break;
    tokens.push(token);
    xt = Matrix.zeros(V, 1);
    xt.set(token, 0, 1);
    aPrev = at;
  }
  return tokens;
}
