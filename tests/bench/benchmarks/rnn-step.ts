import { adam, initializeRnn, Matrix, Random, rnnBackward, rnnForward } from 'unrolled';
import type { Benchmark } from '../benchmark.js';
import { library, meanSquaredErrorGradient, pytorch, sequences, tfjsLayer } from './recurrent.js';

const sizes = { units: 128, batch: 32, steps: 50, inputs: 64 };

export const rnnStep: Benchmark = {
  id: 'rnn-step',
  title: 'one Adam training step of an RNN: 128 units, batch 32, T 50, 64 inputs',
  unit: 'ms',
  repetitions: 11,
  comparisons: [
    {
      ours: () => {
        const { x, y } = sequences(sizes);
        const parameters = initializeRnn(sizes.inputs, sizes.units, new Random(2), {
          dtype: 'float32',
        });
        const a0 = Matrix.zeros(sizes.units, sizes.batch, 'float32');
        const optimizer = adam(1e-3);
        return library(() => {
          const { a, unrolled } = rnnForward(x, a0, parameters);
          const { dWax, dWaa, dba } = rnnBackward(meanSquaredErrorGradient(a, y), unrolled);
          optimizer.update(parameters, { dWax, dWaa, dba });
        });
      },
      peers: [tfjsLayer('rnn', 'step', sizes, 0.5), pytorch('rnn', 'step', sizes)],
    },
  ],
};
