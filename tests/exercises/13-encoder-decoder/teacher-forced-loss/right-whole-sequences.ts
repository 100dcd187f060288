import {
  embeddingForward,
  lstmForward,
  Matrix,
  NO_TOKEN,
  sequenceCrossEntropy,
  timeDistributedDense,
  type DenseParameters,
  type LstmParameters,
} from 'unrolled';

type Encoder = { E: Matrix; recurrent: LstmParameters };
type Decoder = { E: Matrix; recurrent: LstmParameters; dense: DenseParameters };

export function teacherForcedLoss(
  { encoder, decoder }: { encoder: Encoder; decoder: Decoder },
  x: number[][],
  y: number[][],
  lengths: { x: number[]; y: number[] },
): number {
  const zeros = Matrix.zeros(encoder.recurrent.bu.rows, lengths.x.length);
  const read = lstmForward(
    x.map((xt) => embeddingForward(encoder.E, xt)),
    { a: zeros, c: zeros },
    encoder.recurrent,
    lengths.x,
  );
  const meaning = { a: read.a[x.length - 1], c: read.c[x.length - 1] };
  const inputs = [lengths.y.map(() => NO_TOKEN), ...y.slice(0, -1)];
  const { a } = lstmForward(
    inputs.map((tokens) => embeddingForward(decoder.E, tokens)),
    meaning,
    decoder.recurrent,
  );
  return sequenceCrossEntropy(timeDistributedDense(a, decoder.dense), y, lengths.y).loss;
}
