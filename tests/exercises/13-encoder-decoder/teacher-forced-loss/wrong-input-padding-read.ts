// fails: ragged-inputs
// says: the encoder reads the padding
import {
  denseForward,
  embeddingForward,
  lstmCellForward,
  lstmForward,
  Matrix,
  NO_TOKEN,
  type DenseParameters,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

type Encoder = { E: Matrix; recurrent: LstmParameters };
type Decoder = { E: Matrix; recurrent: LstmParameters; dense: DenseParameters };

function encode({ E, recurrent }: Encoder, x: number[][], lengths?: number[]): LstmState {
  const zeros = Matrix.zeros(recurrent.bu.rows, x[0].length);
  const vectors = x.map((tokens) => embeddingForward(E, tokens));
  const { a, c } = lstmForward(vectors, { a: zeros, c: zeros }, recurrent, lengths);
  return { a: a[a.length - 1], c: c[c.length - 1] };
}

function decodeStep({ E, recurrent, dense }: Decoder, tokens: number[], { a, c }: LstmState) {
  const { at, ct } = lstmCellForward(embeddingForward(E, tokens), a, c, recurrent);
  return { yHat: denseForward(at, dense, 'softmax'), state: { a: at, c: ct } };
}

export function teacherForcedLoss(
  { encoder, decoder }: { encoder: Encoder; decoder: Decoder },
  x: number[][],
  y: number[][],
  lengths: { x: number[]; y: number[] },
): number {
  const m = lengths.y.length;
  let state = encode(encoder, x);
  let before = Array<number>(m).fill(NO_TOKEN);
  let total = 0;
  y.forEach((tokens, k) => {
    const step = decodeStep(decoder, before, state);
    tokens.forEach((token, j) => {
      if (k < lengths.y[j]) total -= Math.log(step.yHat.get(token, j));
    });
    state = step.state;
    before = tokens;
  });
  return total / m;
}
