// fails: from-the-start, from-nothing
// says: neither a<t> nor c<t> is handed on
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
  const aPrev = Matrix.zeros(recurrent.bu.rows, 1);
  const cPrev = aPrev;
  let token = NO_TOKEN;
  while (tokens.length < maxLength) {
    const xt = embeddingForward(E, [token]);
    const { at } = lstmCellForward(xt, aPrev, cPrev, recurrent);
    if (tokens.length < start.length) {
      token = start[tokens.length];
    } else {
      const [z] = timeDistributedDense([at], dense);
      const p = applyTemperature(z, temperature).data;
      token = sampleFrom(p, uniforms[tokens.length - start.length]);
      if (token === eos) break;
    }
    tokens.push(token);
  }
  return tokens;
}
