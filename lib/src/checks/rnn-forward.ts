import type { Tensor } from '@tensorflow/tfjs';
import { rnnCellForward, type RnnParameters } from '../cells/rnn';
import { selectByLength } from '../networks/lengths';
import { rnnForward } from '../networks/rnn';
import type { Matrix } from '../tensor/matrix';
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
        // The batch is padded by a step more than its longest example needs, then by none.
        return [1, 0].map((beyond) => {
          const [n_x, m, T] = distinctSizes(random, 3, [n_a, 2]);
          return [
            ...draw(random, { n_x, n_a, m, T }),
            raggedLengths(random, m, T - beyond),
          ] as Args;
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
      when: 'only the input is zero in the padding, while the state goes on changing',
      result: (x, a0, parameters, lengths) =>
        rnnForward(
          x.map((xt, t) => zeroEnded(xt, t + 1, lengths)),
          a0,
          parameters,
        ).a,
    },
    {
      when: 'an example ends one step late',
      result: (...args) => endedAfter(1, ...args),
    },
    {
      when: 'an example ends one step early',
      result: (...args) => endedAfter(-1, ...args),
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
    {
      when: 'the result is shifted: it begins with a<0> and lacks the last step',
      result: (x, a0, parameters, lengths) => [
        a0,
        ...rnnForward(x, a0, parameters, lengths).a.slice(0, -1),
      ],
    },
    {
      when: 'every a<t> is one and the same Matrix, which each step writes over',
      result: (x, a0, parameters, lengths) => {
        const { a } = rnnForward(x, a0, parameters, lengths);
        return a.map(() => a[a.length - 1]);
      },
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

/** The matrix of step t with zeros for the examples that ended before it. */
function zeroEnded(matrix: Matrix, t: number, lengths: readonly number[] | undefined): Matrix {
  return selectByLength(t, lengths, matrix, scale(matrix, 0));
}

/** The states where each example ends so many steps after its length. */
function endedAfter(steps: number, ...[x, a0, parameters, lengths]: Args): Matrix[] {
  let at = a0;
  return x.map((xt, index) => {
    const next = rnnCellForward(xt, at, parameters).at;
    at = selectByLength(index + 1 - steps, lengths, next, at);
    return at;
  });
}
