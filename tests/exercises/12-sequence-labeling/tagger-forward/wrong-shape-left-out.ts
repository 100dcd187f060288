// fails: one-length, ragged-lengths
// says: but must be [
import {
  bidirectionalForward,
  embeddingForward,
  lstmCell,
  Matrix,
  timeDistributedDense,
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
  _: number[][],
  parameters: Parameters,
  lengths: number[],
): Matrix[] {
  const { Eword, forward, backward } = parameters;
  const x = words.map((step) => embeddingForward(Eword, step));
  const zeros = Matrix.zeros(forward.bu.rows, lengths.length);
  const start = { a: zeros, c: zeros };
  const { a } = bidirectionalForward(
    lstmCell,
    x,
    { forward: start, backward: start },
    { forward, backward },
    lengths,
  );
  return timeDistributedDense(a, parameters);
}
