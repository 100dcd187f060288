import { adam, initializeLstm, lstmBackward, lstmForward, Matrix, Random } from 'unrolled';
import type { Benchmark, Contender } from '../benchmark.js';
import {
  library,
  meanSquaredErrorGradient,
  pytorch,
  sequences,
  tfjsLayer,
  type Sizes,
} from './recurrent.js';

const sizes = { units: 128, batch: 32, steps: 50, inputs: 64 };

export const lstmStep: Benchmark = {
  id: 'lstm-step',
  title: 'one Adam training step of an LSTM: 128 units, batch 32, T 50, 64 inputs',
  unit: 'ms',
  repetitions: 11,
  comparisons: [
    {
      ours: () => lstmTraining(sizes),
      peers: [tfjsLayer('lstm', 'step', sizes, 0.5), pytorch('lstm', 'step', sizes)],
    },
  ],
};

/** One Adam training step of an LSTM on the mean squared error of all its activations. */
export function lstmTraining(sizes: Sizes): Contender {
  const { x, y } = sequences(sizes);
  const parameters = initializeLstm(sizes.inputs, sizes.units, new Random(2), { dtype: 'float32' });
  const zeros = Matrix.zeros(sizes.units, sizes.batch, 'float32');
  const optimizer = adam(1e-3);
  return library(() => {
    const { a, unrolled } = lstmForward(x, { a: zeros, c: zeros }, parameters);
    const { gradients } = lstmBackward(meanSquaredErrorGradient(a, y), unrolled);
    optimizer.update(parameters, gradients);
  });
}
