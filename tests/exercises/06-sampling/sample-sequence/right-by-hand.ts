import { type DenseParameters, type RnnParameters, type SamplingOptions } from 'unrolled';

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
  const { Wax, Waa, ba, Wya, by } = parameters;
  let a = ba.toArray().map(() => 0);
  let last = -1;
  const numbers = [...uniforms];
  const tokens: number[] = [];
  for (let t = 0; t < maxLength; t++) {
    // W_ax times a one-hot column is one of its columns.
    a = a.map((_, i) => {
      const recurrent = a.reduce((sum, aj, j) => sum + Waa.get(i, j) * aj, 0);
      return Math.tanh(recurrent + (last === -1 ? 0 : Wax.get(i, last)) + ba.get(i, 0));
    });
    const powers = by.toArray().map(([b], i) => {
      const z = a.reduce((sum, aj, j) => sum + Wya.get(i, j) * aj, b);
      return i === rejectUnk ? 0 : Math.exp(z / temperature);
    });
    const sum = powers.reduce((one, other) => one + other);
    const uniform = numbers.pop() ?? 0;
    last = sampleFrom(
      powers.map((power) => power / sum),
      uniform,
    );
    if (last === eos) return tokens;
    tokens.push(last);
  }
  return tokens;
}
