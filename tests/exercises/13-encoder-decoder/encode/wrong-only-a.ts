// fails: values, ragged-lengths
// says: it must hold a and c
import { embeddingForward, lstmForward, Matrix, type LstmParameters } from 'unrolled';

type Encoder = { E: Matrix; recurrent: LstmParameters };

export function encode({ E, recurrent }: Encoder, x: number[][], lengths?: number[]): unknown {
  const [n_a, m] = [recurrent.bu.rows, x[0].length];
  const start = { a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) };
  const vectors = x.map((tokens) => embeddingForward(E, tokens));
  const { a } = lstmForward(vectors, start, recurrent, lengths);
  return a[a.length - 1];
}
