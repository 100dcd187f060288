import type { layers } from '@tensorflow/tfjs';
import { rnnCellForward, type RnnParameters } from '../cells/rnn';
import { sigmoid, tanh } from '../tensor/activations';
import { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add, scale, transpose } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise, NamedCheck } from './exercise';
import {
  requireLayer,
  tf,
  toMatrix,
  toSimpleRnnWeights,
  toTensor,
  unitsOf,
  withWeights,
} from './tfjs';

type SimpleRnn = ReturnType<typeof tf.layers.simpleRNN>;
type Args = [xt: Matrix, aPrev: Matrix, parameters: RnnParameters];

/** Parameters with a bias, which tf.js would start at zero, where nobody could see it missing. */
export function drawRnnParameters(random: Random, n_x: number, n_a: number): RnnParameters {
  return {
    Wax: random.normalMatrix(n_a, n_x, 0.5),
    Waa: random.normalMatrix(n_a, n_a, 0.5),
    ba: random.normalMatrix(n_a, 1, 0.5),
  };
}

/** One step of tf.layers.simpleRNN from a<t-1>. */
export function simpleRnnStep(layer: SimpleRnn, ...[xt, aPrev, parameters]: Args): Matrix {
  requireLayer(layer, 'SimpleRNN', { activation: 'tanh', useBias: true });
  const oneStep = tf.expandDims(toTensor(xt), 1);
  return withWeights(layer, oneStep.shape as number[], toSimpleRnnWeights(parameters), (rnn) =>
    toMatrix(
      rnn.apply(oneStep, { initialState: [toTensor(aPrev)] }) as ReturnType<typeof toTensor>,
    ),
  );
}

/** A step of any cell is looked at alike; `draw` makes the arguments. */
export function cellChecks<OwnArgs extends readonly unknown[]>(
  pointsForValues: number,
  pointsForOneExample: number,
  draw: (random: Random, n_x: number, n_a: number, m: number) => OwnArgs,
): NamedCheck<layers.Layer, OwnArgs>[] {
  return [
    {
      id: 'values',
      title: 'a batch of several examples',
      points: pointsForValues,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        return [1, 2].map(() => {
          const [n_x, m] = distinctSizes(random, 2, [n_a]);
          return draw(random, n_x, n_a, m);
        });
      },
    },
    {
      id: 'one-example',
      title: 'a batch of one example (m = 1), one input (n_x = 1)',
      points: pointsForOneExample,
      cases: (random, layer) => [draw(random, 1, unitsOf(layer), 1)],
    },
  ];
}

export const rnnCellForwardExercise: Exercise<SimpleRnn, Args, Matrix> = {
  id: 'rnn-cell-forward',
  lesson: '02-recurrent-networks',
  functionName: 'rnnCellForward',
  argumentNames: ['xt', 'aPrev', 'parameters'],
  resultName: 'a<t>',
  allowed: ['Matrix', 'add', 'hadamard', 'hstack', 'map', 'matmul', 'tanh', 'transpose', 'vstack'],
  tolerance: float32Tolerance,
  layers: (random) => tf.layers.simpleRNN({ units: random.integer(2, 7) }),
  oracle: simpleRnnStep,
  checks: cellChecks(2, 1, draw),
  mistakes: [
    {
      when: 'ba is left out',
      result: (xt, aPrev, parameters) =>
        rnnCellForward(xt, aPrev, { ...parameters, ba: scale(parameters.ba, 0) }).at,
    },
    {
      when: 'the previous activation a<t-1> is ignored',
      result: (xt, aPrev, parameters) => rnnCellForward(xt, scale(aPrev, 0), parameters).at,
    },
    {
      when: 'the input x<t> is ignored',
      result: (xt, aPrev, parameters) => rnnCellForward(scale(xt, 0), aPrev, parameters).at,
    },
    { when: 'tanh is left out', result: weightedSum },
    {
      when: 'the activation function is sigmoid instead of tanh',
      result: (xt, aPrev, parameters) => sigmoid(weightedSum(xt, aPrev, parameters)),
    },
    {
      when: 'ba is added after tanh instead of before',
      result: (xt, aPrev, { Wax, Waa, ba }) =>
        add(tanh(add(matmul(Waa, aPrev), matmul(Wax, xt))), ba),
    },
    {
      when: 'Waa is transposed',
      result: (xt, aPrev, parameters) =>
        rnnCellForward(xt, aPrev, { ...parameters, Waa: transpose(parameters.Waa) }).at,
    },
  ],
};

function draw(random: Random, n_x: number, n_a: number, m: number): Args {
  return [
    random.normalMatrix(n_x, m),
    random.normalMatrix(n_a, m, 0.5),
    drawRnnParameters(random, n_x, n_a),
  ];
}

function weightedSum(xt: Matrix, aPrev: Matrix, { Wax, Waa, ba }: RnnParameters): Matrix {
  return add(matmul(Waa, aPrev), matmul(Wax, xt), ba);
}
