// fails: values, no-token
// says: softmax is left out
import {
  add,
  embeddingForward,
  lstmCellForward,
  matmul,
  Matrix,
  type DenseParameters,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

type Decoder = { E: Matrix; recurrent: LstmParameters; dense: DenseParameters };

export function decodeStep(
  { E, recurrent, dense }: Decoder,
  tokens: number[],
  { a, c }: LstmState,
): { yHat: Matrix; state: LstmState } {
  const { at, ct } = lstmCellForward(embeddingForward(E, tokens), a, c, recurrent);
  return { yHat: add(matmul(dense.Wya, at), dense.by), state: { a: at, c: ct } };
}
