import {
  embeddingForward,
  Matrix,
  rnnForward,
  sequenceCrossEntropy,
  timeDistributedDense,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

type Model = { E: Matrix; recurrent: RnnParameters; dense: DenseParameters };

export function languageModelLoss(model: Model, targets: number[][], lengths: number[]): number {
  const { E, recurrent, dense } = model;
  const inputs = [lengths.map(() => -1), ...targets.slice(0, -1)];
  const x = inputs.map((step) => embeddingForward(E, step));
  const { a } = rnnForward(x, Matrix.zeros(recurrent.Waa.rows, lengths.length), recurrent);
  return sequenceCrossEntropy(timeDistributedDense(a, dense), targets, lengths).loss;
}
