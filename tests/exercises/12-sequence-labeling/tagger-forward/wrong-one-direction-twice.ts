// fails: one-length, ragged-lengths
// says: both directions use the parameters of the forward one
import {
  bidirectionalForward,
  embeddingForward,
  lstmCell,
  Matrix,
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
  const { Eword, Eshape, forward } = parameters;
  const x = words.map((step, t) =>
    vstack(embeddingForward(Eword, step), embeddingForward(Eshape, shapes[t])),
  );
  const zeros = Matrix.zeros(forward.bu.rows, lengths.length);
  const start = { a: zeros, c: zeros };
  const { a } = bidirectionalForward(
    lstmCell,
    x,
    { forward: start, backward: start },
    { forward, backward: forward },
    lengths,
  );
  return timeDistributedDense(a, parameters);
}
