// fails: values, no-token
// says: starts from c = 0
import {
  denseForward,
  embeddingForward,
  lstmCellForward,
  Matrix,
  scale,
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
  const { at, ct } = lstmCellForward(embeddingForward(E, tokens), a, scale(c, 0), recurrent);
  return { yHat: denseForward(at, dense, 'softmax'), state: { a: at, c: ct } };
}
