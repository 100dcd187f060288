// fails: values, ragged-lengths
// says: before the last step
import {
  embeddingForward,
  lstmForward,
  Matrix,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

type Encoder = { E: Matrix; recurrent: LstmParameters };

export function encode({ E, recurrent }: Encoder, x: number[][], lengths?: number[]): LstmState {
  const [n_a, m] = [recurrent.bu.rows, x[0].length];
  const start = { a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) };
  const vectors = x.map((tokens) => embeddingForward(E, tokens));
  const { a, c } = lstmForward(vectors, start, recurrent, lengths);
  return { a: [start.a, ...a][a.length - 1], c: [start.c, ...c][c.length - 1] };
}
