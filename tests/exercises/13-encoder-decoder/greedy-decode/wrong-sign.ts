// fails: until-the-end, at-once, cut
// says: wrong sign
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

export function greedyDecode(decoder: Decoder, start: LstmState, end: number, maxLength: number) {
  const written: number[] = [];
  let product = 0;
  let state = start;
  for (let t = 1; t <= maxLength; t++) {
    const last = written.length > 0 ? written[written.length - 1] : NO_TOKEN;
    const step = decodeStep(decoder, [last], state);
    let best = 0;
    for (let i = 1; i < step.yHat.rows; i++) {
      if (step.yHat.get(i, 0) > step.yHat.get(best, 0)) best = i;
    }
    product -= Math.log(step.yHat.get(best, 0));
    if (best === end) return { tokens: written, logP: product };
    written.push(best);
    state = step.state;
  }
  return { tokens: written, logP: product };
}
