import type { Random } from '../tensor/random';
import { distinctSizes, exact } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

interface Sizes {
  /** Inputs at each step. */
  readonly n_x: number;
  /** Hidden units. */
  readonly n_a: number;
  /** Outputs at each step. */
  readonly n_y: number;
  /** Steps. */
  readonly T: number;
}
type Network = 'dense' | 'recurrent';
type Args = [network: Network, sizes: Sizes];
interface Layers {
  readonly dense: typeof tf.layers.dense;
  readonly simpleRNN: typeof tf.layers.simpleRNN;
}

export const countParametersExercise: Exercise<Layers, Args, number> = {
  id: 'count-parameters',
  lesson: '01-sequences-and-notation',
  functionName: 'countParameters',
  argumentNames: ['network', 'sizes'],
  resultName: 'parameters',
  allowed: [],
  tolerance: exact,
  layers: () => ({ dense: tf.layers.dense, simpleRNN: tf.layers.simpleRNN }),
  oracle({ dense, simpleRNN }, network, { n_x, n_a, n_y, T }) {
    requireFunction(dense, tf.layers.dense, 'tf.layers.dense');
    requireFunction(simpleRNN, tf.layers.simpleRNN, 'tf.layers.simpleRNN');
    const layers =
      network === 'dense'
        ? [dense({ units: n_a, inputShape: [T * n_x] }), dense({ units: T * n_y })]
        : [
            simpleRNN({ units: n_a, returnSequences: true, inputShape: [T, n_x] }),
            dense({ units: n_y }),
          ];
    const model = tf.sequential({ layers });
    const count = model.countParams();
    model.dispose();
    return count;
  },
  checks: [
    {
      id: 'dense',
      title: 'a dense network on padded sequences',
      points: 2,
      cases: (random) => cases(random, 'dense'),
    },
    {
      id: 'recurrent',
      title: 'a recurrent network',
      points: 2,
      cases: (random) => cases(random, 'recurrent'),
    },
  ],
  mistakes: [
    {
      when: 'the biases are left out',
      result: (network, sizes) => total(network, sizes, { biases: 0 }),
    },
    {
      when: 'the hidden layer has no bias',
      result: (network, sizes) => total(network, sizes) - sizes.n_a,
    },
    {
      when: 'the output layer has no bias',
      result: (network, sizes) =>
        total(network, sizes) - sizes.n_y * (network === 'dense' ? sizes.T : 1),
    },
    {
      when: 'the dense network reads one step only: its input has T · n_x numbers',
      result: (_, { n_x, n_a, n_y, T }) => n_a * n_x + n_a + T * n_y * n_a + T * n_y,
    },
    {
      when: 'the dense network predicts one step only: its output has T · n_y numbers',
      result: (_, { n_x, n_a, n_y, T }) => n_a * T * n_x + n_a + n_y * n_a + n_y,
    },
    {
      when: 'the recurrent network is counted once for each step: all steps share one set of weights',
      result: (_, sizes) => sizes.T * total('recurrent', sizes),
    },
    {
      when: 'Waa is left out, the weights from a step to the next',
      result: (_, sizes) => total('recurrent', sizes) - sizes.n_a ** 2,
    },
    {
      when: 'only the hidden layer is counted, without the output layer',
      result: (network, { n_x, n_a, T }) =>
        network === 'dense' ? n_a * T * n_x + n_a : n_a * (n_x + n_a + 1),
    },
    {
      when: 'the dense network is counted where the recurrent one is asked for',
      result: (_, sizes) => total('dense', sizes),
    },
    {
      when: 'the recurrent network is counted where the dense one is asked for',
      result: (_, sizes) => total('recurrent', sizes),
    },
  ],
};

/** All sizes differ; the second time T = 1, where both networks are closest. */
function cases(random: Random, network: Network): Args[] {
  const [n_x, n_a, n_y, T] = distinctSizes(random, 4, []);
  return [
    [network, { n_x: 10 * n_x, n_a, n_y, T }],
    [network, { n_x, n_a, n_y, T: 1 }],
  ];
}

function total(
  network: Network,
  { n_x, n_a, n_y, T }: Sizes,
  { biases = 1 }: { biases?: 0 | 1 } = {},
): number {
  return network === 'dense'
    ? n_a * (T * n_x + biases) + T * n_y * (n_a + biases)
    : n_a * (n_x + n_a + biases) + n_y * (n_a + biases);
}
