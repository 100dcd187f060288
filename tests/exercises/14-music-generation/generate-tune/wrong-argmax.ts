// fails: from-the-start, from-nothing, the-end, temperature
// says: the argmax is taken
import {
  applyTemperature,
  embeddingForward,
  lstmCellForward,
  Matrix,
  NO_TOKEN,
  timeDistributedDense,
  type DenseParameters,
  type LstmParameters,
} from 'unrolled';

type Model = { E: Matrix; recurrent: LstmParameters; dense: DenseParameters };
type Options = { eos: number; maxLength: number; temperature?: number };

export function generateTune(
  { E, recurrent, dense }: Model,
  start: number[],
  { eos, maxLength, temperature = 1 }: Options,
): number[] {
  const tokens: number[] = [];
  let aPrev = Matrix.zeros(recurrent.bu.rows, 1);
  let cPrev = aPrev;
  let token = NO_TOKEN;
  while (tokens.length < maxLength) {
    const xt = embeddingForward(E, [token]);
    const { at, ct } = lstmCellForward(xt, aPrev, cPrev, recurrent);
    if (tokens.length < start.length) {
      token = start[tokens.length];
    } else {
      const [z] = timeDistributedDense([at], dense);
      const p = applyTemperature(z, temperature).data;
      token = p.indexOf(Math.max(...p));
      if (token === eos) break;
    }
    tokens.push(token);
    aPrev = at;
    cPrev = ct;
  }
  return tokens;
}
