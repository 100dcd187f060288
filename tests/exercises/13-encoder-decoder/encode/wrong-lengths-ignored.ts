// fails: ragged-lengths
// says: lengths has no effect
import {
  embeddingForward,
  lstmForward,
  Matrix,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

type Encoder = { E: Matrix; recurrent: LstmParameters };

export function encode({ E, recurrent }: Encoder, x: number[][]): LstmState {
  const [n_a, m] = [recurrent.bu.rows, x[0].length];
  const start = { a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) };
  const vectors = x.map((tokens) => embeddingForward(E, tokens));
  const { a, c } = lstmForward(vectors, start, recurrent);
  return { a: a[a.length - 1], c: c[c.length - 1] };
}
