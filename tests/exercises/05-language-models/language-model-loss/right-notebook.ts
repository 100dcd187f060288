import {
  denseForward,
  embeddingForward,
  Matrix,
  rnnForward,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

type Model = { E: Matrix; recurrent: RnnParameters; dense: DenseParameters };

export function languageModelLoss(model: Model, targets: number[][], lengths: number[]): number {
  const { E, recurrent, dense } = model;
  const m = lengths.length;
  const inputs = [lengths.map(() => -1), ...targets.slice(0, -1)];
  const x = inputs.map((step) => embeddingForward(E, step));
  const { a } = rnnForward(x, Matrix.zeros(recurrent.Waa.rows, m), recurrent, lengths);
  let total = 0;
  a.forEach((at, k) => {
    const yHat = denseForward(at, dense, 'softmax');
    for (let j = 0; j < m; j++) {
      if (k + 1 <= lengths[j]) total -= Math.log(yHat.get(targets[k][j], j));
    }
  });
  return total / m;
}
