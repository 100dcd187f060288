import { adam, gruBackward, gruForward, initializeGru, Matrix, Random } from 'unrolled';
import type { Benchmark } from '../benchmark.js';
import { library, meanSquaredErrorGradient, pytorch, sequences, tfjsLayer } from './recurrent.js';

const sizes = { units: 128, batch: 32, steps: 50, inputs: 64 };

export const gruStep: Benchmark = {
  id: 'gru-step',
  title: 'one Adam training step of a GRU: 128 units, batch 32, T 50, 64 inputs',
  unit: 'ms',
  repetitions: 11,
  comparisons: [
    {
      ours: () => {
        const { x, y } = sequences(sizes);
        const parameters = initializeGru(sizes.inputs, sizes.units, new Random(2), {
          dtype: 'float32',
        });
        const c0 = Matrix.zeros(sizes.units, sizes.batch, 'float32');
        const optimizer = adam(1e-3);
        return library(() => {
          const { c, unrolled } = gruForward(x, c0, parameters);
          const { gradients } = gruBackward(meanSquaredErrorGradient(c, y), unrolled);
          optimizer.update(parameters, gradients);
        });
      },
      peers: [tfjsLayer('gru', 'step', sizes, 0.5), pytorch('gru', 'step', sizes)],
    },
  ],
};
