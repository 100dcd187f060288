// fails: one-length, ragged-lengths
// says: a softmax was put on z
import {
  bidirectionalForward,
  embeddingForward,
  lstmCell,
  Matrix,
  softmax,
  timeDistributedDense,
  vstack,
  type LstmParameters,
} from 'unrolled';

type Parameters = {
  Eword: Matrix;
  Eshape: Matrix;
  forward: LstmParameters;
  backward: LstmParameters;
  Wya: Matrix;
  by: Matrix;
};

export function taggerForward(
  words: number[][],
  shapes: number[][],
  parameters: Parameters,
  lengths: number[],
): Matrix[] {
  const { Eword, Eshape, forward, backward } = parameters;
  const x = words.map((step, t) =>
    vstack(embeddingForward(Eword, step), embeddingForward(Eshape, shapes[t])),
  );
  const zeros = Matrix.zeros(forward.bu.rows, lengths.length);
  const start = { a: zeros, c: zeros };
  const { a } = bidirectionalForward(
    lstmCell,
    x,
    { forward: start, backward: start },
    { forward, backward },
    lengths,
  );
  return timeDistributedDense(a, parameters).map(softmax);
}
