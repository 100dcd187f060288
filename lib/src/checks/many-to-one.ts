import type { Tensor } from '@tensorflow/tfjs';
import type { RnnParameters } from '../cells/rnn';
import { denseForward, type DenseParameters } from '../networks/dense';
import { rnnForward } from '../networks/rnn';
import { softmax } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add, hstack, scale, sliceColumns, transpose } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise, NamedCheck } from './exercise';
import { drawRnnParameters } from './rnn-cell-forward';
import {
  requireLayer,
  tf,
  toDenseWeights,
  toMask,
  toMatrix,
  toSequenceTensor,
  toSimpleRnnWeights,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

export type SimpleRnn = ReturnType<typeof tf.layers.simpleRNN>;
export type Dense = ReturnType<typeof tf.layers.dense>;
export type RnnAndDense = Readonly<{ rnn: SimpleRnn; dense: Dense }>;

/** A recurrent layer and the output layer that stands on it. */
export type Network = RnnParameters & DenseParameters;
export type SequenceArgs = [x: Matrix[], a0: Matrix, parameters: Network, lengths?: number[]];

export const manyToOneExercise: Exercise<RnnAndDense, SequenceArgs, Matrix> = {
  id: 'many-to-one',
  lesson: '04-types-of-rnns',
  functionName: 'manyToOne',
  argumentNames: ['x', 'a0', 'parameters', 'lengths'],
  resultName: 'ŷ',
  allowed: [
    'Matrix',
    'add',
    'denseForward',
    'hadamard',
    'hstack',
    'map',
    'matmul',
    'rnnCellForward',
    'rnnForward',
    'scale',
    'sliceColumns',
    'softmax',
    'tanh',
    'transpose',
  ],
  tolerance: float32Tolerance,
  layers(random) {
    const [n_a, n_y] = distinctSizes(random, 2, []);
    return {
      rnn: tf.layers.simpleRNN({ units: n_a }),
      dense: tf.layers.dense({ units: n_y, activation: 'softmax' }),
    };
  },
  oracle(layers, x, a0, parameters, lengths) {
    // Without returnSequences the layer gives its last state only.
    requireLayers(layers, { returnSequences: false });
    const input = toSequenceTensor(x);
    return withWeights(layers.rnn, input.shape, toSimpleRnnWeights(parameters), (rnn) => {
      const last = rnn.apply(input, {
        initialState: [toTensor(a0)],
        mask: lengths && toMask(lengths, x.length),
      }) as Tensor;
      return withWeights(layers.dense, last.shape, toDenseWeights(parameters), (dense) =>
        toMatrix(dense.apply(last) as Tensor),
      );
    });
  },
  checks: sequenceChecks({ values: 1, initialState: 1, raggedLengths: 2 }),
  mistakes: [
    {
      when: 'the prediction is made after the padding, so that lengths has no effect',
      result: (x, a0, parameters) => predict(last(rnnForward(x, a0, parameters).a), parameters),
    },
    {
      when: 'an example ends one step early',
      result: (x, a0, parameters, lengths) =>
        endedAfter(
          x,
          a0,
          parameters,
          lengths?.map((length) => length - 1),
        ),
    },
    {
      when: 'an example ends one step late',
      result: (x, a0, parameters, lengths) =>
        endedAfter(
          x,
          a0,
          parameters,
          lengths?.map((length) => length + 1),
        ),
    },
    {
      when: 'the prediction is made from the first state instead of from the last one',
      result: (x, a0, parameters, lengths) =>
        predict(rnnForward(x, a0, parameters, lengths).a[0], parameters),
    },
    {
      when: 'the prediction is made from the last state but one',
      result: (x, a0, parameters, lengths) =>
        predict([a0, ...rnnForward(x, a0, parameters, lengths).a][x.length - 1], parameters),
    },
    {
      when: 'the prediction is made from the mean of all states',
      result: (x, a0, parameters, lengths) =>
        predict(mean(rnnForward(x, a0, parameters, lengths).a), parameters),
    },
    {
      when: 'a prediction is made at every step, and their mean is returned',
      result: (x, a0, parameters, lengths) =>
        mean(rnnForward(x, a0, parameters, lengths).a.map((at) => predict(at, parameters))),
    },
    ...networkMistakes((x, a0, parameters, lengths) =>
      predict(last(rnnForward(x, a0, parameters, lengths).a), parameters),
    ),
    {
      when: 'softmax is left out',
      result: (x, a0, parameters, lengths) =>
        weightedSum(last(rnnForward(x, a0, parameters, lengths).a), parameters),
    },
    {
      when: 'softmax runs over the examples (a row) instead of over the classes (a column)',
      result: (x, a0, parameters, lengths) =>
        softmaxOfRows(weightedSum(last(rnnForward(x, a0, parameters, lengths).a), parameters)),
    },
    {
      when: 'sigmoid is used where softmax is asked for',
      result: (x, a0, parameters, lengths) =>
        denseForward(last(rnnForward(x, a0, parameters, lengths).a), parameters, 'sigmoid'),
    },
  ],
};

/** @throws TypeError where a layer is not what the lesson's networks are made of */
export function requireLayers(
  { rnn, dense }: RnnAndDense,
  settings: Readonly<Record<string, unknown>>,
): void {
  requireLayer(rnn, 'SimpleRNN', { activation: 'tanh', useBias: true, ...settings });
  requireLayer(dense, 'Dense', { activation: 'softmax', useBias: true });
}

/** A sequence goes in: of one length, from another start than zero, of lengths that differ. */
export function sequenceChecks(points: {
  values: number;
  initialState: number;
  raggedLengths: number;
}): NamedCheck<RnnAndDense, SequenceArgs>[] {
  return [
    {
      id: 'values',
      title: 'sequences of one length, starting from a<0> = 0',
      points: points.values,
      cases(random, layers) {
        const [n_a, n_y] = sizesOf(layers);
        const [n_x, m, T] = distinctSizes(random, 3, [n_a, n_y]);
        return [
          { m, T },
          { m: 1, T },
          { m, T: 1 },
        ].map((sizes): SequenceArgs => {
          const [x, a0, parameters] = drawSequence(random, layers, { n_x, ...sizes });
          return [x, scale(a0, 0), parameters];
        });
      },
    },
    {
      id: 'initial-state',
      title: 'a<0> other than zero',
      points: points.initialState,
      cases(random, layers) {
        const [n_x, m, T] = distinctSizes(random, 3, sizesOf(layers));
        return [drawSequence(random, layers, { n_x, m, T })];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch',
      points: points.raggedLengths,
      cases(random, layers) {
        // The batch is padded by a step more than its longest example needs, then by none.
        return [1, 0].map((beyond): SequenceArgs => {
          const [n_x, m, T] = distinctSizes(random, 3, [...sizesOf(layers), 2]);
          const [x, a0, parameters] = drawSequence(random, layers, { n_x, m, T });
          return [x, scale(a0, 0), parameters, raggedLengths(random, m, T - beyond)];
        });
      },
    },
  ];
}

/** n_a and n_y. */
export function sizesOf({ rnn, dense }: RnnAndDense): [n_a: number, n_y: number] {
  return [unitsOf(rnn), unitsOf(dense)];
}

export function drawNetwork(random: Random, n_x: number, n_a: number, n_y: number): Network {
  return {
    ...drawRnnParameters(random, n_x, n_a),
    Wya: random.normalMatrix(n_y, n_a),
    by: random.normalMatrix(n_y, 1, 0.5),
  };
}

function drawSequence(
  random: Random,
  layers: RnnAndDense,
  { n_x, m, T }: { n_x: number; m: number; T: number },
): [x: Matrix[], a0: Matrix, parameters: Network] {
  const [n_a, n_y] = sizesOf(layers);
  return [
    Array.from({ length: T }, () => random.normalMatrix(n_x, m)),
    random.normalMatrix(n_a, m),
    drawNetwork(random, n_x, n_a, n_y),
  ];
}

/** Mistakes in what goes into a network that is otherwise right. */
export function networkMistakes<Result>(network: (...args: SequenceArgs) => Result) {
  return [
    {
      when: 'a0 is ignored and the state starts at zero',
      result: (...[x, a0, parameters, lengths]: SequenceArgs) =>
        network(x, scale(a0, 0), parameters, lengths),
    },
    {
      when: 'by is left out',
      result: (...[x, a0, parameters, lengths]: SequenceArgs) =>
        network(x, a0, { ...parameters, by: scale(parameters.by, 0) }, lengths),
    },
    {
      when: 'the sequence is read from its end',
      result: (...[x, a0, parameters, lengths]: SequenceArgs) =>
        network(x.toReversed(), a0, parameters, lengths),
    },
  ];
}

/** ŷ of one state. */
export function predict(at: Matrix, parameters: DenseParameters): Matrix {
  return denseForward(at, parameters, 'softmax');
}

export function weightedSum(at: Matrix, { Wya, by }: DenseParameters): Matrix {
  return add(matmul(Wya, at), by);
}

export function softmaxOfRows(z: Matrix): Matrix {
  return transpose(softmax(transpose(z)));
}

export function last<T>(items: readonly T[]): T {
  return items[items.length - 1];
}

function mean([first, ...others]: readonly Matrix[]): Matrix {
  return scale(add(first, ...others), 1 / (others.length + 1));
}

/** Each example's prediction after its own number of steps, from 0 to T, whatever it has read. */
function endedAfter(
  x: Matrix[],
  a0: Matrix,
  parameters: Network,
  lengths = Array<number>(a0.cols).fill(x.length),
): Matrix {
  const states = [a0, ...rnnForward(x, a0, parameters).a];
  const [first, ...others] = lengths.map((length, j) =>
    sliceColumns(states[Math.min(length, x.length)], j, j + 1),
  );
  return predict(hstack(first, ...others), parameters);
}
