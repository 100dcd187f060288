// fails: values, no-token
// says: has no state
import {
  denseForward,
  embeddingForward,
  lstmCellForward,
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
): unknown {
  const { at, ct } = lstmCellForward(embeddingForward(E, tokens), a, c, recurrent);
  return { yHat: denseForward(at, dense, 'softmax'), a: at, c: ct };
}
