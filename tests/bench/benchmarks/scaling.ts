import {
  adam,
  encodeBatch,
  initializeDense,
  initializeLstm,
  languageModelLoss,
  lstmCell,
  Matrix,
  modelParameters,
  Random,
} from 'unrolled';
import type { Benchmark, Comparison, Contender } from '../benchmark.js';
import { lstmTraining } from './lstm-step.js';
import { library, type Sizes } from './recurrent.js';

/** Twice the cost for twice the work, and a tenth for the clock's and the caches' moods. */
const LINEAR = 2.2;

const sizes = { units: 128, batch: 32, steps: 50, inputs: 64 };
const V = 2000;

/** Here the peer is the library itself, at half the size. */
function doubled(
  name: string,
  from: number,
  contender: (size: number) => Contender,
  must?: number,
): Comparison {
  const named = (size: number) => ({ ...contender(size), name: `unrolled, ${name} ${size}` });
  return {
    case: `${name} from ${from} to ${2 * from}`,
    ours: () => named(2 * from),
    peers: [{ name: `unrolled, ${name} ${from}`, must, open: () => named(from) }],
  };
}

function lstmOf(size: keyof Sizes): (value: number) => Contender {
  return (value) => lstmTraining({ ...sizes, [size]: value });
}

/** One Adam training step of a language model: 64 units, batch 16, T 30. */
function languageModelOf(V: number): Contender {
  const random = new Random(1);
  const float32 = { dtype: 'float32' } as const;
  const start = Matrix.zeros(64, 1, 'float32');
  const model = {
    cell: lstmCell,
    E: random.normalMatrix(64, V, 0.1, 'float32'),
    recurrent: initializeLstm(64, 64, random, float32),
    dense: initializeDense(64, V, random, float32),
    start: { a: start, c: start },
  };
  const parameters = modelParameters(model);
  const sentence = () => Array.from({ length: 29 }, () => random.integer(1, V - 1));
  const batch = encodeBatch(Array.from({ length: 16 }, sentence), 0);
  const optimizer = adam(1e-3);
  return library(() => {
    optimizer.update(parameters, languageModelLoss(model, batch).gradients);
  });
}

export const scaling: Benchmark = {
  id: 'scaling',
  title: 'the cost of an Adam training step of an LSTM as one size doubles',
  unit: 'ms',
  repetitions: 11,
  comparisons: [
    doubled('T', sizes.steps, lstmOf('steps'), LINEAR),
    doubled('batch', sizes.batch, lstmOf('batch'), LINEAR),
    doubled('n_a', sizes.units, lstmOf('units')),
    doubled('vocabulary', V, languageModelOf),
  ],
};
