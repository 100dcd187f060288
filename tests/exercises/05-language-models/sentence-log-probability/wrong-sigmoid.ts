// fails: values, empty, unlikely
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
  const yHat = a.map((at) => denseForward(at, dense, 'sigmoid'));
  return tokens.reduce((sum, token, k) => sum + Math.log(yHat[k].get(token, 0)), 0);
}
