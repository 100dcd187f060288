import type { Tensor } from '@tensorflow/tfjs';
import { timeDistributedDense, type DenseParameters } from '../networks/dense';
import { softmax } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add, scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  requireLayer,
  tf,
  toDenseWeights,
  toSequence,
  toSequenceTensor,
  withWeights,
} from './tfjs';

type TimeDistributed = ReturnType<typeof tf.layers.timeDistributed>;
type Args = [a: Matrix[], parameters: DenseParameters];

export const timeDistributedDenseExercise: Exercise<TimeDistributed, Args, Matrix[]> = {
  id: 'time-distributed-dense',
  lesson: '11-deep-rnns',
  functionName: 'timeDistributedDense',
  argumentNames: ['a', 'parameters'],
  resultName: 'z',
  allowed: ['Matrix', 'add', 'hstack', 'map', 'matmul', 'sliceColumns', 'transpose'],
  tolerance: float32Tolerance,
  layers: (random) =>
    tf.layers.timeDistributed({ layer: tf.layers.dense({ units: random.integer(2, 7) }) }),
  oracle(layer, a, parameters) {
    requireTimeDistributed(layer);
    const input = toSequenceTensor(a);
    return withWeights(layer, input.shape, toDenseWeights(parameters), (own) =>
      toSequence(own.apply(input) as Tensor),
    );
  },
  checks: [
    {
      id: 'values',
      title: 'several steps, several examples',
      points: 1,
      cases: (random, layer) => [drawCase(random, layer), drawCase(random, layer)],
    },
    {
      id: 'one',
      title: 'one example; one step',
      points: 1,
      cases: (random, layer) => [
        drawCase(random, layer, { m: 1 }),
        drawCase(random, layer, { T: 1 }),
      ],
    },
  ],
  mistakes: [
    {
      when: 'by is left out',
      result: (a, { Wya, by }) => timeDistributedDense(a, { Wya, by: scale(by, 0) }),
    },
    {
      when: 'by is added at the first step only',
      result: (a, { Wya, by }) =>
        a.map((at, t) => (t === 0 ? add(matmul(Wya, at), by) : matmul(Wya, at))),
    },
    {
      when: 'a softmax is put on z: that is left to the loss',
      result: (a, parameters) => timeDistributedDense(a, parameters).map((zt) => softmax(zt)),
    },
    {
      when: 'z<t-1> is added to z<t>: a horizontal connection, which this layer does not have',
      result(a, parameters) {
        const z = timeDistributedDense(a, parameters);
        return z.map((zt, t) => (t === 0 ? zt : add(zt, z[t - 1])));
      },
    },
    {
      when: 'the steps are added up before the layer, so that all z<t> know of all steps',
      result(a, parameters) {
        const [first, ...others] = a;
        return timeDistributedDense(
          a.map(() => add(first, ...others)),
          parameters,
        );
      },
    },
    {
      when: 'z is made of the last step only, for all steps',
      result: (a, parameters) =>
        timeDistributedDense(
          a.map(() => a[a.length - 1]),
          parameters,
        ),
    },
  ],
};

interface DenseConfig {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** @throws TypeError where it is not a plain dense layer at every step */
function requireTimeDistributed(layer: TimeDistributed): DenseConfig {
  requireLayer(layer, 'TimeDistributed');
  const inner = layer.getConfig().layer as unknown as DenseConfig;
  const { className, config } = inner;
  if (className !== 'Dense' || config.activation !== 'linear' || config.useBias !== true) {
    throw new TypeError(
      'the layer at every step must be a Dense with a bias and without activation, ' +
        `not a ${className} with ${JSON.stringify(config)}`,
    );
  }
  return inner;
}

function drawCase(
  random: Random,
  layer: TimeDistributed,
  given: { m?: number; T?: number } = {},
): Args {
  const n_y = requireTimeDistributed(layer).config.units as number;
  const [n_a, m, T] = distinctSizes(random, 3, [n_y]);
  return [
    Array.from({ length: given.T ?? T }, () => random.normalMatrix(n_a, given.m ?? m)),
    { Wya: random.normalMatrix(n_y, n_a), by: random.normalMatrix(n_y, 1) },
  ];
}
