import type { Tensor } from '@tensorflow/tfjs';
import { rnnCellForward, type RnnParameters } from '../cells/rnn';
import { rnnForward } from '../networks/rnn';
import { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
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
  unitsOf,
  withWeights,
} from './tfjs';

type SimpleRnn = ReturnType<typeof tf.layers.simpleRNN>;
type Args = [x: Matrix[], a0: Matrix, parameters: RnnParameters, lengths?: number[]];

export const rnnForwardExercise: Exercise<SimpleRnn, Args, Matrix[]> = {
  id: 'rnn-forward',
  lesson: '02-recurrent-networks',
  functionName: 'rnnForward',
  argumentNames: ['x', 'a0', 'parameters', 'lengths'],
  resultName: 'a',
  allowed: ['Matrix', 'add', 'hadamard', 'hstack', 'map', 'matmul', 'tanh', 'transpose', 'vstack'],
  tolerance: float32Tolerance,
  layers: (random) => tf.layers.simpleRNN({ units: random.integer(2, 7), returnSequences: true }),
  oracle(layer, x, a0, parameters, lengths) {
    requireLayer(layer, 'SimpleRNN', {
      activation: 'tanh',
      useBias: true,
      returnSequences: true,
    });
    const input = toSequenceTensor(x);
    return withWeights(layer, input.shape, toSimpleRnnWeights(parameters), (rnn) => {
      const output = rnn.apply(input, {
        initialState: [toTensor(a0)],
        mask: lengths && toMask(lengths, x.length),
      });
      return toSequence(output as Tensor);
    });
  },
  checks: [
    {
      id: 'values',
      title: 'sequences of one length, starting from a<0> = 0',
      points: 2,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        const [n_x, m, T] = distinctSizes(random, 3, [n_a]);
        return [
          { n_x, m, T },
          { n_x, m: 1, T },
          { n_x, m, T: 1 },
        ].map((sizes) => {
          const [x, a0, parameters] = draw(random, { ...sizes, n_a });
          return [x, scale(a0, 0), parameters];
        });
      },
    },
    {
      id: 'initial-state',
      title: 'a<0> other than zero',
      points: 1,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        const [n_x, m, T] = distinctSizes(random, 3, [n_a]);
        return [draw(random, { n_x, n_a, m, T })];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch',
      points: 2,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        return [1, 2].map(() => {
          const [n_x, m, T] = distinctSizes(random, 3, [n_a]);
          return [...draw(random, { n_x, n_a, m, T }), raggedLengths(random, m, T)] as Args;
        });
      },
    },
  ],
  mistakes: [
    {
      when: 'the padding is processed like real input, so that lengths has no effect',
      result: (x, a0, parameters) => rnnForward(x, a0, parameters).a,
    },
    {
      when: 'a<t> is set to zero in the padding, instead of repeating the last state',
      result: (x, a0, parameters, lengths) =>
        rnnForward(x, a0, parameters, lengths).a.map((at, t) => zeroEnded(at, t + 1, lengths)),
    },
    {
      when: 'a0 is ignored and the state starts at zero',
      result: (x, a0, parameters, lengths) => rnnForward(x, scale(a0, 0), parameters, lengths).a,
    },
    {
      when: 'every step starts from a0 again, instead of from the step before',
      result: (x, a0, parameters) => x.map((xt) => rnnCellForward(xt, a0, parameters).at),
    },
    {
      when: 'ba is left out',
      result: (x, a0, parameters, lengths) =>
        rnnForward(x, a0, { ...parameters, ba: scale(parameters.ba, 0) }, lengths).a,
    },
    {
      when: 'the sequence is read from its end',
      result: (x, a0, parameters) => rnnForward(x.toReversed(), a0, parameters).a.toReversed(),
    },
  ],
};

function draw(
  random: Random,
  { n_x, n_a, m, T }: { n_x: number; n_a: number; m: number; T: number },
): [Matrix[], Matrix, RnnParameters] {
  return [
    Array.from({ length: T }, () => random.normalMatrix(n_x, m)),
    random.normalMatrix(n_a, m, 0.5),
    drawRnnParameters(random, n_x, n_a),
  ];
}

/** a<t> with zeros for the examples that ended before step t. */
function zeroEnded(at: Matrix, t: number, lengths: readonly number[] | undefined): Matrix {
  const result = at.clone();
  lengths?.forEach((length, j) => {
    if (t > length) for (let i = 0; i < at.rows; i++) result.set(i, j, 0);
  });
  return result;
}
