// fails: from-the-start, from-nothing, the-end, temperature
// says: the output layer reads c<t>
import {
  applyTemperature,
  embeddingForward,
  lstmCellForward,
  Matrix,
  NO_TOKEN,
  sampleFrom,
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
  uniforms: number[],
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
      const [z] = timeDistributedDense([ct], dense);
      const p = applyTemperature(z, temperature).data;
      token = sampleFrom(p, uniforms[tokens.length - start.length]);
      if (token === eos) break;
    }
    tokens.push(token);
    aPrev = at;
    cPrev = ct;
  }
  return tokens;
}
