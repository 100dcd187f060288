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

type Memory = { a: Matrix; c: Matrix };

export function generateTune(
  model: Model,
  start: number[],
  options: Options,
  uniforms: number[],
): number[] {
  const zeros = Matrix.zeros(model.recurrent.bu.rows, 1);
  let memory = step(model, NO_TOKEN, { a: zeros, c: zeros });
  start.forEach((token) => {
    memory = step(model, token, memory);
  });
  return goOn(model, start, memory, options, uniforms);
}

function goOn(
  model: Model,
  tokens: number[],
  memory: Memory,
  options: Options,
  [uniform, ...rest]: number[],
): number[] {
  if (tokens.length >= options.maxLength) return [...tokens];
  const [z] = timeDistributedDense([memory.a], model.dense);
  const token = sampleFrom(applyTemperature(z, options.temperature ?? 1).data, uniform);
  if (token === options.eos) return [...tokens];
  return goOn(model, [...tokens, token], step(model, token, memory), options, rest);
}

function step({ E, recurrent }: Model, token: number, { a, c }: Memory): Memory {
  const { at, ct } = lstmCellForward(embeddingForward(E, [token]), a, c, recurrent);
  return { a: at, c: ct };
}
