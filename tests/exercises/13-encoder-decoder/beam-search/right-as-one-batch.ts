import {
  denseForward,
  embeddingForward,
  hstack,
  lstmCellForward,
  Matrix,
  NO_TOKEN,
  sliceColumns,
  type DenseParameters,
  type LstmParameters,
  type LstmState,
} from 'unrolled';

type Decoder = { E: Matrix; recurrent: LstmParameters; dense: DenseParameters };

function decodeStep({ E, recurrent, dense }: Decoder, tokens: number[], { a, c }: LstmState) {
  const { at, ct } = lstmCellForward(embeddingForward(E, tokens), a, c, recurrent);
  return { yHat: denseForward(at, dense, 'softmax'), state: { a: at, c: ct } };
}

type Written = { tokens: number[]; logP: number };

function column(state: LstmState, columns: number[]): LstmState {
  const pick = (matrix: Matrix) => {
    const [first, ...others] = columns.map((j) => sliceColumns(matrix, j, j + 1));
    return hstack(first, ...others);
  };
  return { a: pick(state.a), c: pick(state.c) };
}

export function beamSearch(
  decoder: Decoder,
  start: LstmState,
  end: number,
  maxLength: number,
  width: number,
): Written {
  let beam: Written[] = [{ tokens: [], logP: 0 }];
  let state = start;
  const finished: Written[] = [];
  for (let t = 0; t < maxLength && beam.length > 0; t++) {
    const step = decodeStep(
      decoder,
      beam.map(({ tokens }) => (t === 0 ? NO_TOKEN : tokens[t - 1])),
      state,
    );
    const candidates: (Written & { from: number; token: number })[] = [];
    beam.forEach(({ tokens, logP }, from) => {
      for (let token = 0; token < step.yHat.rows; token++) {
        candidates.push({ tokens, from, token, logP: logP + Math.log(step.yHat.get(token, from)) });
      }
    });
    const kept = candidates.sort((one, other) => other.logP - one.logP).slice(0, width);
    finished.push(...kept.filter(({ token }) => token === end));
    const going = kept.filter(({ token }) => token !== end);
    beam = going.map(({ tokens, token, logP }) => ({ tokens: [...tokens, token], logP }));
    if (going.length > 0)
      state = column(
        step.state,
        going.map(({ from }) => from),
      );
  }
  const all = [...finished, ...beam];
  const best = all.reduce((one, other) => (other.logP > one.logP ? other : one));
  return { tokens: best.tokens, logP: best.logP };
}
