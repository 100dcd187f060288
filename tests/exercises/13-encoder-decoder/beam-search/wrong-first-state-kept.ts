// fails: width-1, narrow, full-width
// says: go on from the first state
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

export function beamSearch(
  decoder: Decoder,
  start: LstmState,
  end: number,
  maxLength: number,
  width: number,
) {
  const nothing: number[] = [];
  let beam = [{ tokens: nothing, logP: 0, state: start }];
  const finished: typeof beam = [];
  for (let t = 1; t <= maxLength; t++) {
    const candidates = beam.flatMap(({ tokens, logP }) => {
      const last = tokens.length === 0 ? NO_TOKEN : tokens[tokens.length - 1];
      const step = decodeStep(decoder, [last], start);
      return Array.from(step.yHat.data, (p, token) => ({
        tokens: [...tokens, token],
        logP: logP + Math.log(p),
        state: step.state,
      }));
    });
    candidates.sort((one, other) => other.logP - one.logP);
    beam = [];
    for (const candidate of candidates.slice(0, width)) {
      const { tokens } = candidate;
      if (tokens[tokens.length - 1] !== end) beam.push(candidate);
      else finished.push({ ...candidate, tokens: tokens.slice(0, -1) });
    }
  }
  const [best] = [...finished, ...beam].sort((one, other) => other.logP - one.logP);
  return { tokens: best.tokens, logP: best.logP };
}
