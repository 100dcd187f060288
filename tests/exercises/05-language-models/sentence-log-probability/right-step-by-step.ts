import {
  add,
  embeddingForward,
  matmul,
  Matrix,
  rnnCellForward,
  softmax,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

type Model = { E: Matrix; recurrent: RnnParameters; dense: DenseParameters };

export function sentenceLogProbability(model: Model, tokens: number[]): number {
  let at = Matrix.zeros(model.recurrent.Waa.rows, 1);
  let previous = -1;
  let logP = 0;
  for (const token of tokens) {
    at = rnnCellForward(embeddingForward(model.E, [previous]), at, model.recurrent).at;
    logP += Math.log(softmax(add(matmul(model.dense.Wya, at), model.dense.by)).get(token, 0));
    previous = token;
  }
  return logP;
}
