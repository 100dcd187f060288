import {
  embeddingForward,
  lstmForward,
  Matrix,
  softmax,
  timeDistributedDense,
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
  const after = lstmForward([embeddingForward(E, tokens)], { a, c }, recurrent);
  const [at, ct] = [after.a[0], after.c[0]];
  const [z] = timeDistributedDense([at], dense);
  return { yHat: softmax(z), state: { a: at, c: ct } };
}
