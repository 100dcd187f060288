import {
  denseForward,
  embeddingForward,
  Matrix,
  rnnCellForward,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

type Model = { E: Matrix; recurrent: RnnParameters; dense: DenseParameters };

function lossOf({ E, recurrent, dense }: Model, tokens: number[]): number {
  let at = Matrix.zeros(recurrent.Waa.rows, 1);
  let loss = 0;
  tokens.forEach((token, k) => {
    at = rnnCellForward(embeddingForward(E, [tokens[k - 1] ?? -1]), at, recurrent).at;
    loss -= Math.log(denseForward(at, dense, 'softmax').get(token, 0));
  });
  return loss;
}

export function languageModelLoss(model: Model, targets: number[][], lengths: number[]): number {
  const losses = lengths.map((length, j) =>
    lossOf(
      model,
      targets.slice(0, length).map((step) => step[j]),
    ),
  );
  return losses.reduce((sum, loss) => sum + loss) / losses.length;
}
