// fails: values, no-token
// says: the logarithm of
import {
  denseForward,
  embeddingForward,
  lstmCellForward,
  map,
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
  return { yHat: map(denseForward(at, dense, 'softmax'), Math.log), state: { a: at, c: ct } };
}
