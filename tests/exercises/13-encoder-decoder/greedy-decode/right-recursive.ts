import {
  denseForward,
  embeddingForward,
  lstmCellForward,
  Matrix,
  NO_TOKEN,
  type DenseParameters,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

type Decoder = { E: Matrix; recurrent: LstmParameters; dense: DenseParameters };

function decodeStep({ E, recurrent, dense }: Decoder, tokens: number[], { a, c }: LstmState) {
  const { at, ct } = lstmCellForward(embeddingForward(E, tokens), a, c, recurrent);
  return { yHat: denseForward(at, dense, 'softmax'), state: { a: at, c: ct } };
}

function goOn(
  decoder: Decoder,
  state: LstmState,
  end: number,
  stepsLeft: number,
  token: number,
): { tokens: number[]; logP: number } {
  if (stepsLeft === 0) return { tokens: [], logP: 0 };
  const step = decodeStep(decoder, [token], state);
  const probabilities = Array.from(step.yHat.data);
  const p = Math.max(...probabilities);
  const next = probabilities.indexOf(p);
  if (next === end) return { tokens: [], logP: Math.log(p) };
  const rest = goOn(decoder, step.state, end, stepsLeft - 1, next);
  return { tokens: [next, ...rest.tokens], logP: Math.log(p) + rest.logP };
}

export function greedyDecode(decoder: Decoder, state: LstmState, end: number, maxLength: number) {
  return goOn(decoder, state, end, maxLength, NO_TOKEN);
}
