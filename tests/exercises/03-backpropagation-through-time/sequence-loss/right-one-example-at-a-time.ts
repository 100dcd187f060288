import type { Matrix, OutputActivation } from 'unrolled';

/** log(1 + e^v), which neither overflows nor loses small values. */
const softplus = (v: number) => (v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v)));

const logSumExp = (values: number[]) =>
  values.reduce((a, b) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));

export const sequenceLoss = (
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths: number[] = Array<number>(z[0].cols).fill(z.length),
): number => {
  const losses = lengths.map((length, j) => {
    let loss = 0;
    for (let t = 0; t < length; t++) {
      const logits = z[t].toArray().map((row) => row[j]);
      const answers = y[t].toArray().map((row) => row[j]);
      loss +=
        activation === 'sigmoid'
          ? logits.reduce((s, v, i) => s + softplus(answers[i] === 1 ? -v : v), 0)
          : logSumExp(logits) - logits[answers.indexOf(1)];
    }
    return loss;
  });
  return losses.reduce((a, b) => a + b) / losses.length;
};
