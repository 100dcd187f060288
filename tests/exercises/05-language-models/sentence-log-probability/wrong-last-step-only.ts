// fails: values, unlikely
// says: only the last step
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
  const inputs = [-1, ...tokens.slice(0, -1)];
  const x = inputs.map((token) => embeddingForward(E, [token]));
  const { a } = rnnForward(x, Matrix.zeros(recurrent.Waa.rows, 1), recurrent);
  const yHat = a.map((at) => denseForward(at, dense, 'softmax'));
  const last = tokens.length - 1;
  return Math.log(yHat[last].get(tokens[last], 0));
}
