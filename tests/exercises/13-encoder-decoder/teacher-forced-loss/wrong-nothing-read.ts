// fails: one-length, ragged-inputs, ragged-outputs
// says: reads nothing (−1) at every step
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

type Model = { encoder: Encoder; decoder: Decoder };

/** −log P(y | x) of one pair. */
function surprise({ encoder, decoder }: Model, x: number[], y: number[]): number {
  let state = encode(
    encoder,
    x.map((token) => [token]),
  );
  return y.reduce((sum, token) => {
    const step = decodeStep(decoder, [NO_TOKEN], state);
    state = step.state;
    return sum - Math.log(step.yHat.get(token, 0));
  }, 0);
}

export function teacherForcedLoss(
  model: Model,
  x: number[][],
  y: number[][],
  lengths: { x: number[]; y: number[] },
): number {
  const column = (steps: number[][], j: number, length: number) =>
    steps.slice(0, length).map((step) => step[j]);
  const each = lengths.x.map((length, j) =>
    surprise(model, column(x, j, length), column(y, j, lengths.y[j])),
  );
  return each.reduce((sum, one) => sum + one) / each.length;
}
