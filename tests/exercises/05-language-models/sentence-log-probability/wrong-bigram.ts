// fails: values, unlikely
// says: the state is lost
import {
  denseForward,
  embeddingForward,
  Matrix,
  rnnForward,
  type DenseParameters,
  type RnnParameters,
} from 'unrolled';

type Model = { E: Matrix; recurrent: RnnParameters; dense: DenseParameters };

export function sentenceLogProbability(model: Model, tokens: number[]): number {
  const { E, recurrent, dense } = model;
  const a0 = Matrix.zeros(recurrent.Waa.rows, 1);
  let logP = 0;
  tokens.forEach((token, k) => {
    const x = embeddingForward(E, [k === 0 ? -1 : tokens[k - 1]]);
    const { a } = rnnForward([x], a0, recurrent);
    logP += Math.log(denseForward(a[0], dense, 'softmax').get(token, 0));
  });
  return logP;
}
