// fails: until-the-end, at-once
// says: it goes on after the end
import {
  argmaxColumns,
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

export function greedyDecode(decoder: Decoder, state: LstmState, _end: number, maxLength: number) {
  const tokens: number[] = [];
  let logP = 0;
  let token = NO_TOKEN;
  while (tokens.length < maxLength) {
    const step = decodeStep(decoder, [token], state);
    [token] = argmaxColumns(step.yHat);
    logP += Math.log(step.yHat.get(token, 0));
    state = step.state;
    tokens.push(token);
  }
  return { tokens, logP };
}
