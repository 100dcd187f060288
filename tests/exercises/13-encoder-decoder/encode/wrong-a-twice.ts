// fails: values, ragged-lengths
// says: and c not at all
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
  const { a } = lstmForward(vectors, start, recurrent, lengths);
  return { a: a[a.length - 1], c: a[a.length - 1] };
}
