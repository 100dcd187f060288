import type { Tensor } from '@tensorflow/tfjs';
import type { RnnParameters } from '../cells/rnn';
import { reverseSequence, type BothDirections } from '../networks/bidirectional';
import { selectByLength } from '../networks/lengths';
import { rnnForward } from '../networks/rnn';
import type { Matrix } from '../tensor/matrix';
import { add, map, scale, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import { drawRnnParameters } from './rnn-cell-forward';
import {
  requireLayer,
  tf,
  toMask,
  toSequence,
  toSequenceTensor,
  toSimpleRnnWeights,
  toTensor,
  withWeights,
} from './tfjs';

export type Bidirectional = ReturnType<typeof tf.layers.bidirectional>;
type Args = [
  x: Matrix[],
  a0: BothDirections<Matrix>,
  parameters: BothDirections<RnnParameters>,
  lengths?: number[],
];

export const bidirectionalForwardExercise: Exercise<Bidirectional, Args, Matrix[]> = {
  id: 'bidirectional-forward',
  lesson: '10-bidirectional-rnns',
  functionName: 'bidirectionalForward',
  argumentNames: ['x', 'a0', 'parameters', 'lengths'],
  resultName: 'a',
  allowed: [
    'Matrix',
    'add',
    'hstack',
    'map',
    'matmul',
    'rnnCellForward',
    'rnnForward',
    'scale',
    'sliceColumns',
    'tanh',
    'transpose',
    'vstack',
  ],
  tolerance: float32Tolerance,
  layers: drawBidirectional,
  oracle(layer, x, a0, parameters, lengths) {
    requireSimpleRnn(layer);
    const input = toSequenceTensor(x);
    const both = [
      ...toSimpleRnnWeights(parameters.forward),
      ...toSimpleRnnWeights(parameters.backward),
    ];
    return withWeights(layer, input.shape, both, (own) => {
      const output = own.apply(input, {
        initialState: [toTensor(a0.forward), toTensor(a0.backward)],
        mask: lengths && toMask(lengths, x.length),
      });
      return withOpenPadding(toSequence(output as Tensor), lengths);
    });
  },
  checks: [
    {
      id: 'values',
      title: 'sequences of one length, both directions starting from zero',
      points: 2,
      cases(random, layer) {
        const [n_x, m, T] = distinctSizes(random, 3, [unitsOfEach(layer), 2]);
        return [
          { m, T },
          { m: 1, T },
          { m, T: 1 },
        ].map((sizes): Args => {
          const [x, { forward, backward }, parameters] = draw(random, layer, { n_x, ...sizes });
          return [x, { forward: scale(forward, 0), backward: scale(backward, 0) }, parameters];
        });
      },
    },
    {
      id: 'initial-state',
      title: 'directions that start from states of their own',
      points: 1,
      cases(random, layer) {
        const [n_x, m, T] = distinctSizes(random, 3, [unitsOfEach(layer), 2]);
        return [draw(random, layer, { n_x, m, T })];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch (their padding is not looked at)',
      points: 2,
      cases: (random, layer) =>
        // The batch is padded by a step more than its longest example needs, then by none.
        [1, 0].map((beyond): Args => {
          const [n_x, m, T] = distinctSizes(random, 3, [unitsOfEach(layer), 2, 3]);
          const [x, a0, parameters] = draw(random, layer, { n_x, m, T });
          return [x, a0, parameters, raggedLengths(random, m, T - beyond)];
        }),
    },
  ],
  mistakes: [
    {
      when: 'lengths has no effect: the backward direction begins in the padding',
      result: (x, a0, parameters, lengths) =>
        withOpenPadding(network([x, a0, parameters]), lengths),
    },
    {
      when: 'x is turned around as a whole, padding first, and lengths then cuts off real words',
      result: (...args) =>
        network(args, {
          readBack: (x, { backward }, parameters, lengths) =>
            rnnForward(x.toReversed(), backward, parameters.backward, lengths).a.toReversed(),
        }),
    },
    {
      when: 'the backward states are turned around again as a whole, the padding with them',
      result: (...args) =>
        network(args, { readBack: (...own) => lastStepFirst(...own).toReversed() }),
    },
    {
      when: 'the backward states are not turned around again: they still stand last step first',
      result: (...args) => network(args, { readBack: lastStepFirst }),
    },
    {
      when: 'both directions read from the first step on',
      result: (...args) =>
        network(args, {
          readBack: (x, { backward }, parameters, lengths) =>
            rnnForward(x, backward, parameters.backward, lengths).a,
        }),
    },
    {
      when: 'the two directions have exchanged their parameters',
      result: (x, a0, { forward, backward }, lengths) =>
        network([x, a0, { forward: backward, backward: forward }, lengths]),
    },
    {
      when: 'both directions use the parameters of the forward one',
      result: (x, a0, { forward }, lengths) =>
        network([x, a0, { forward, backward: forward }, lengths]),
    },
    {
      when: "the backward direction's states stand above the forward one's",
      result: (...args) => network(args, { join: (there, back) => vstack(back, there) }),
    },
    {
      when: "the two directions' states are added instead of stacked",
      result: (...args) => network(args, { join: (there, back) => add(there, back) }),
    },
    {
      when: 'a0 is ignored: both directions start from zero',
      result: (x, { forward, backward }, parameters, lengths) => {
        const zeros = { forward: scale(forward, 0), backward: scale(backward, 0) };
        return network([x, zeros, parameters, lengths]);
      },
    },
    {
      when: 'both directions start from a0.forward',
      result: (x, { forward }, parameters, lengths) =>
        network([x, { forward, backward: forward }, parameters, lengths]),
    },
    {
      when: "the backward direction starts from the forward one's last state",
      result: (x, { forward }, parameters, lengths) => {
        const { a } = rnnForward(x, forward, parameters.forward, lengths);
        return network([x, { forward, backward: a[a.length - 1] }, parameters, lengths]);
      },
    },
  ],
};

/** A bidirectional layer of random size over a simple RNN. */
export function drawBidirectional(random: Random): Bidirectional {
  return tf.layers.bidirectional({
    layer: tf.layers.simpleRNN({ units: random.integer(2, 7), returnSequences: true }),
    mergeMode: 'concat',
  });
}

/** @throws TypeError where it is not the layer that the lesson's exercises compare with */
export function requireSimpleRnn(layer: Bidirectional): void {
  requireBidirectional(layer, 'SimpleRNN', {
    activation: 'tanh',
    useBias: true,
    returnSequences: true,
  });
}

/**
 * Makes sure that a layer runs another one of the given class in both directions, and stacks what
 * they give.
 * @throws TypeError that names the layer and the setting, what was given and what was expected
 */
export function requireBidirectional(
  layer: Bidirectional,
  className: string,
  settings: Readonly<Record<string, unknown>>,
): void {
  requireLayer(layer, 'Bidirectional', { mergeMode: 'concat' });
  const inner = innerLayer(layer);
  if (inner.className !== className) {
    throw new TypeError(
      `the layer in both directions must be of class ${className}, not ${inner.className}`,
    );
  }
  for (const [name, wanted] of Object.entries(settings)) {
    if (inner.config[name] === wanted) continue;
    throw new TypeError(
      `the setting ${name} of the layer in both directions must be ${JSON.stringify(wanted)}, ` +
        `but is ${JSON.stringify(inner.config[name])}`,
    );
  }
}

/** The layer that runs in both directions: its class and its settings. */
export function innerLayer(layer: Bidirectional): {
  className: string;
  config: Record<string, unknown>;
} {
  return layer.getConfig().layer as ReturnType<typeof innerLayer>;
}

/** n_a of each direction. */
export function unitsOfEach(layer: Bidirectional): number {
  requireSimpleRnn(layer);
  return innerLayer(layer).config.units as number;
}

/** NaN in the padding: nobody looks at what stands there, so anything may. */
export function withOpenPadding(
  sequence: Matrix[],
  lengths: readonly number[] | undefined,
): Matrix[] {
  return sequence.map((matrix, t) => {
    const nothing = map(matrix, () => NaN);
    return selectByLength(t + 1, lengths, matrix, nothing);
  });
}

export function draw(
  random: Random,
  layer: Bidirectional,
  { n_x, m, T }: { n_x: number; m: number; T: number },
): [Matrix[], BothDirections<Matrix>, BothDirections<RnnParameters>] {
  const n_a = unitsOfEach(layer);
  return [
    Array.from({ length: T }, () => random.normalMatrix(n_x, m)),
    { forward: random.normalMatrix(n_a, m, 0.5), backward: random.normalMatrix(n_a, m, 0.5) },
    {
      forward: drawRnnParameters(random, n_x, n_a),
      backward: drawRnnParameters(random, n_x, n_a),
    },
  ];
}

/** The network by the library, with some part of it done otherwise. */
function network(
  args: Args,
  {
    readBack = (...own: Args) => reverseSequence(lastStepFirst(...own), own[3]),
    join = (there: Matrix, back: Matrix) => vstack(there, back),
  } = {},
): Matrix[] {
  const [x, a0, parameters, lengths] = args;
  const there = rnnForward(x, a0.forward, parameters.forward, lengths).a;
  const back = readBack(...args);
  return withOpenPadding(
    there.map((at, t) => join(at, back[t])),
    lengths,
  );
}

/** The backward direction's states in the order in which it comes to them. */
function lastStepFirst(...[x, { backward }, parameters, lengths]: Args): Matrix[] {
  return rnnForward(reverseSequence(x, lengths), backward, parameters.backward, lengths).a;
}
