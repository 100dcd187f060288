import { initializeLstm, lstmForward, Matrix, Random } from 'unrolled';
import type { Benchmark } from '../benchmark.js';
import { library, pytorch, sequences, tfjsLayer } from './recurrent.js';

const sizes = { units: 128, batch: 1, steps: 100, inputs: 64 };

export const lstmForwardBatch1: Benchmark = {
  id: 'lstm-forward-batch1',
  title: 'an LSTM over one example, as in sampling and grading: 128 units, T 100, 64 inputs',
  unit: 'ms',
  repetitions: 21,
  comparisons: [
    {
      ours: () => {
        const { x } = sequences(sizes);
        const parameters = initializeLstm(sizes.inputs, sizes.units, new Random(2), {
          dtype: 'float32',
        });
        const zeros = Matrix.zeros(sizes.units, sizes.batch, 'float32');
        return library(() => lstmForward(x, { a: zeros, c: zeros }, parameters));
      },
      peers: [tfjsLayer('lstm', 'forward', sizes, 0.1), pytorch('lstm', 'forward', sizes)],
    },
  ],
};
