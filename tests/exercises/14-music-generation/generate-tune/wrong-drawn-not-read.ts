// fails: from-the-start, from-nothing
// says: is kept, but not read
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
  let a = Matrix.zeros(recurrent.bu.rows, 1);
  let c = Matrix.zeros(recurrent.bu.rows, 1);
  const read = (token: number) => {
    const { at, ct } = lstmCellForward(embeddingForward(E, [token]), a, c, recurrent);
    [a, c] = [at, ct];
  };
  for (const token of [NO_TOKEN, ...start]) read(token);
  const drawn: number[] = [];
  for (const uniform of uniforms) {
    if (start.length + drawn.length === maxLength) break;
    const p = applyTemperature(timeDistributedDense([a], dense)[0], temperature);
    const token = sampleFrom(p.data, uniform);
    if (token === eos) break;
    drawn.push(token);
  }
  return [...start, ...drawn];
}
