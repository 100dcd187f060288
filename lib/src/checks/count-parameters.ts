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
  oracle({ dense, simpleRNN }, network, sizes) {
    requireFunction(dense, tf.layers.dense, 'tf.layers.dense');
    requireFunction(simpleRNN, tf.layers.simpleRNN, 'tf.layers.simpleRNN');
    return total(network, sizes);
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
      result: (network, sizes) => total(network, sizes) - sizes.n_a - outputs(network, sizes),
    },
    {
      when: 'the hidden layer has no bias',
      result: (network, sizes) => total(network, sizes) - sizes.n_a,
    },
    {
      when: 'the output layer has no bias',
      result: (network, sizes) => total(network, sizes) - outputs(network, sizes),
    },
    {
      when: 'the dense network reads one step only: its input has T · n_x numbers',
      result: (_, sizes) =>
        count('dense', { ...sizes, T: 1 }).hidden + count('dense', sizes).output,
    },
    {
      when: 'the dense output layer has the biases of one step only: it has T · n_y outputs',
      result: (network, sizes) =>
        total(network, sizes) - outputs(network, sizes) + outputs('recurrent', sizes),
    },
    {
      when: 'the dense network predicts one step only: its output has T · n_y numbers',
      result: (_, sizes) =>
        count('dense', sizes).hidden + count('dense', { ...sizes, T: 1 }).output,
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
      result: (network, sizes) => count(network, sizes).hidden,
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

/** What tf.js counts, layer by layer. */
function count(network: Network, { n_x, n_a, n_y, T }: Sizes): { hidden: number; output: number } {
  const { dense, simpleRNN } = tf.layers;
  const layers =
    network === 'dense'
      ? [dense({ units: n_a, inputShape: [T * n_x] }), dense({ units: T * n_y })]
      : [
          // Only counted: tf.js would take its time over the usual orthogonal start.
          simpleRNN({
            units: n_a,
            inputShape: [T, n_x],
            recurrentInitializer: 'zeros',
            returnSequences: true,
          }),
          dense({ units: n_y }),
        ];
  const model = tf.sequential({ layers });
  const [hidden, output] = layers.map((layer) => layer.countParams());
  model.dispose();
  return { hidden, output };
}

function total(network: Network, sizes: Sizes): number {
  const { hidden, output } = count(network, sizes);
  return hidden + output;
}

function outputs(network: Network, { n_y, T }: Sizes): number {
  return network === 'dense' ? T * n_y : n_y;
}
