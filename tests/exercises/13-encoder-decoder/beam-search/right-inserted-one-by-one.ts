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

interface Hypothesis {
  tokens: number[];
  logP: number;
  state: LstmState;
}

/** Puts a hypothesis where it belongs in a list from likely to unlikely, and keeps `width` of them. */
function insert(list: Hypothesis[], one: Hypothesis, width: number): void {
  const place = list.findIndex(({ logP }) => logP < one.logP);
  list.splice(place < 0 ? list.length : place, 0, one);
  if (list.length > width) list.pop();
}

export function beamSearch(
  decoder: Decoder,
  state: LstmState,
  end: number,
  maxLength: number,
  width: number,
) {
  let alive: Hypothesis[] = [{ tokens: [], logP: 0, state }];
  let best: Hypothesis | undefined;
  while (alive.length > 0) {
    const kept: Hypothesis[] = [];
    for (const { tokens, logP, state: before } of alive) {
      const { yHat, state: after } = decodeStep(
        decoder,
        [tokens[tokens.length - 1] ?? NO_TOKEN],
        before,
      );
      for (let token = 0; token < yHat.rows; token++) {
        const total = logP + Math.log(yHat.get(token, 0));
        insert(kept, { tokens: [...tokens, token], logP: total, state: after }, width);
      }
    }
    const done = (one: Hypothesis) =>
      one.tokens[one.tokens.length - 1] === end || one.tokens.length === maxLength;
    for (const one of kept.filter(done)) {
      if (best === undefined || one.logP > best.logP) best = one;
    }
    alive = kept.filter((one) => !done(one));
  }
  return { tokens: best!.tokens.filter((token) => token !== end), logP: best!.logP };
}
