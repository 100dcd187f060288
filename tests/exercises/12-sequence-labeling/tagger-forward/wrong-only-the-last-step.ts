// fails: one-length, ragged-lengths
// says: has 1 entry, but must have
import {
  add,
  embeddingForward,
  lstmForward,
  matmul,
  Matrix,
  reverseSequence,
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
  { Eword, Eshape, forward, backward, Wya, by }: Parameters,
  lengths: number[],
): Matrix[] {
  const x = words.map((step, t) =>
    vstack(embeddingForward(Eword, step), embeddingForward(Eshape, shapes[t])),
  );
  const zeros = Matrix.zeros(forward.bu.rows, lengths.length);
  const start = { a: zeros, c: zeros };
  const there = lstmForward(x, start, forward, lengths).a;
  const back = reverseSequence(
    lstmForward(reverseSequence(x, lengths), start, backward, lengths).a,
    lengths,
  );
  return [add(matmul(Wya, vstack(there[there.length - 1], back[0])), by)];
}
