import {
  embeddingForward,
  Matrix,
  NO_TOKEN,
  rnnForward,
  timeDistributedDense,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

type Model = { E: Matrix; recurrent: RnnParameters; dense: DenseParameters };

function logSumExp(zt: Matrix): number {
  const values = zt.toArray().flat();
  const largest = Math.max(...values);
  return largest + Math.log(values.reduce((sum, z) => sum + Math.exp(z - largest), 0));
}

export function sentenceLogProbability(model: Model, tokens: number[]): number {
  const { E, recurrent, dense } = model;
  const x = tokens.map((_, k) => embeddingForward(E, [k === 0 ? NO_TOKEN : tokens[k - 1]]));
  const { a } = rnnForward(x, Matrix.zeros(recurrent.ba.rows, 1), recurrent);
  return timeDistributedDense(a, dense)
    .map((zt, k) => zt.get(tokens[k], 0) - logSumExp(zt))
    .reduce((one, other) => one + other);
}
