import { denseForward, type DenseParameters, type OutputActivation } from '../networks/dense';
import { sigmoid, softmax } from '../tensor/activations';
import { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add, hstack, map, scale, sumColumns, transpose, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireLayer, tf, toDenseWeights, toMatrix, toTensor, unitsOf, withWeights } from './tfjs';

type Dense = ReturnType<typeof tf.layers.dense>;
type Layers = Readonly<Record<OutputActivation, Dense>>;
type Args = [at: Matrix, parameters: DenseParameters, activation: OutputActivation];

export const denseForwardExercise: Exercise<Layers, Args, Matrix> = {
  id: 'dense-forward',
  lesson: '02-recurrent-networks',
  functionName: 'denseForward',
  argumentNames: ['at', 'parameters', 'activation'],
  resultName: 'ŷ<t>',
  allowed: ['Matrix', 'add', 'map', 'matmul', 'sigmoid', 'softmax', 'transpose'],
  tolerance: float32Tolerance,
  layers(random) {
    const units = random.integer(2, 7);
    return {
      softmax: tf.layers.dense({ units, activation: 'softmax' }),
      sigmoid: tf.layers.dense({ units, activation: 'sigmoid' }),
    };
  },
  oracle(layers, at, parameters, activation) {
    const layer = layers[activation];
    requireLayer(layer, 'Dense', { activation, useBias: true });
    const input = toTensor(at);
    return withWeights(layer, input.shape, toDenseWeights(parameters), (dense) =>
      toMatrix(dense.apply(input) as ReturnType<typeof toTensor>),
    );
  },
  checks: [
    {
      id: 'softmax',
      title: 'one class of many: softmax',
      points: 2,
      cases: (random, layers) => cases(random, layers, 'softmax'),
    },
    {
      id: 'sigmoid',
      title: 'yes or no: sigmoid',
      points: 1,
      cases: (random, layers) => cases(random, layers, 'sigmoid'),
    },
    {
      id: 'large-values',
      title: 'values so large that a plain exponential overflows',
      points: 1,
      cases(random, layers) {
        // e⁸⁰⁰ is infinite and e⁻⁸⁰⁰ is zero, yet softmax only depends on differences.
        return (['softmax', 'sigmoid'] as const).flatMap((activation) =>
          cases(random, layers, activation).map(([at, { Wya, by }]): Args => [
            vstack(at, Matrix.from([Array.from({ length: at.cols }, (_, j) => (-1) ** j)])),
            { Wya: hstack(Wya, Matrix.column(Array<number>(Wya.rows).fill(800))), by },
            activation,
          ]),
        );
      },
    },
  ],
  mistakes: [
    {
      when: 'by is left out',
      result: (at, { Wya, by }, activation) =>
        denseForward(at, { Wya, by: scale(by, 0) }, activation),
    },
    {
      when: 'the activation function is left out',
      result: (at, { Wya, by }) => add(matmul(Wya, at), by),
    },
    {
      when: 'softmax runs over the examples (a row) instead of over the classes (a column)',
      result: (at, { Wya, by }) => transpose(softmax(transpose(add(matmul(Wya, at), by)))),
    },
    {
      when: "softmax's sum runs over the whole matrix instead of over each column",
      result(at, { Wya, by }) {
        const z = add(matmul(Wya, at), by);
        const largest = Math.max(...z.data);
        const exponentials = map(z, (entry) => Math.exp(entry - largest));
        return scale(exponentials, 1 / sumColumns(transpose(sumColumns(exponentials))).get(0, 0));
      },
    },
    {
      when: 'softmax is used where sigmoid is asked for',
      result: (at, parameters) => denseForward(at, parameters, 'softmax'),
    },
    {
      when: 'sigmoid is used where softmax is asked for',
      result: (at, parameters) => denseForward(at, parameters, 'sigmoid'),
    },
    {
      when: 'the minus in e⁻ᶻ is missing from sigmoid',
      result: (at, { Wya, by }) => sigmoid(scale(add(matmul(Wya, at), by), -1)),
    },
  ],
};

function cases(random: Random, layers: Layers, activation: OutputActivation): Args[] {
  const n_y = unitsOf(layers[activation]);
  const [n_a, m] = distinctSizes(random, 2, [n_y]);
  return [m, 1].map((examples) => [
    random.normalMatrix(n_a, examples, 0.5),
    { Wya: random.normalMatrix(n_y, n_a), by: random.normalMatrix(n_y, 1) },
    activation,
  ]);
}
