import {
  denseForward,
  Matrix,
  rnnCellForward,
  scale,
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
  const { by, ba, Wya } = parameters;
  const cooler = { Wya: scale(Wya, 1 / temperature), by: scale(by, 1 / temperature) };

  function continued(xt: Matrix, aPrev: Matrix, numbers: number[], room: number): number[] {
    if (room === 0) return [];
    const { at } = rnnCellForward(xt, aPrev, parameters);
    const p = denseForward(at, cooler, 'softmax').data;
    const firstGood = numbers.findIndex((uniform) => sampleFrom(p, uniform) !== rejectUnk);
    const token = sampleFrom(p, numbers[firstGood]);
    if (token === eos) return [];
    const oneHot = Matrix.column(Array.from({ length: by.rows }, (_, i) => (i === token ? 1 : 0)));
    return [token, ...continued(oneHot, at, numbers.slice(firstGood + 1), room - 1)];
  }
  return continued(Matrix.zeros(by.rows, 1), Matrix.zeros(ba.rows, 1), uniforms, maxLength);
}
