import type { Tensor } from '@tensorflow/tfjs';
import { rnnCellForward } from '../cells/rnn';
import { denseForward } from '../networks/dense';
import { selectByLength } from '../networks/lengths';
import { rnnForward } from '../networks/rnn';
import type { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  last,
  manyToOneExercise,
  networkMistakes,
  predict,
  requireLayers,
  sequenceChecks,
  softmaxOfRows,
  weightedSum,
  type RnnAndDense,
  type SequenceArgs,
} from './many-to-one';
import {
  tf,
  toDenseWeights,
  toMask,
  toSequence,
  toSequenceTensor,
  toSimpleRnnWeights,
  toTensor,
  withWeights,
} from './tfjs';

export const manyToManyExercise: Exercise<RnnAndDense, SequenceArgs, Matrix[]> = {
  id: 'many-to-many',
  lesson: '04-types-of-rnns',
  functionName: 'manyToMany',
  argumentNames: ['x', 'a0', 'parameters', 'lengths'],
  resultName: 'ŷ',
  allowed: manyToOneExercise.allowed,
  tolerance: float32Tolerance,
  layers(random) {
    const [n_a, n_y] = distinctSizes(random, 2, []);
    return {
      rnn: tf.layers.simpleRNN({ units: n_a, returnSequences: true }),
      dense: tf.layers.dense({ units: n_y, activation: 'softmax' }),
    };
  },
  oracle(layers, x, a0, parameters, lengths) {
    requireLayers(layers, { returnSequences: true });
    const input = toSequenceTensor(x);
    return withWeights(layers.rnn, input.shape, toSimpleRnnWeights(parameters), (rnn) => {
      const states = rnn.apply(input, {
        initialState: [toTensor(a0)],
        mask: lengths && toMask(lengths, x.length),
      }) as Tensor;
      // A dense layer works along the last axis, so it treats every step alike.
      return withWeights(layers.dense, states.shape, toDenseWeights(parameters), (dense) =>
        toSequence(dense.apply(states) as Tensor),
      );
    });
  },
  checks: sequenceChecks({ values: 1, initialState: 1, raggedLengths: 1 }),
  mistakes: [
    {
      when: 'the padding is read like real input, so that lengths has no effect',
      result: (x, a0, parameters) => right(x, a0, parameters),
    },
    {
      when: 'ŷ<t> is set to zero in the padding, instead of repeating the last one',
      result: (x, a0, parameters, lengths) =>
        right(x, a0, parameters, lengths).map((yhat, t) =>
          selectByLength(t + 1, lengths, yhat, scale(yhat, 0)),
        ),
    },
    {
      when: 'the last prediction is returned at every step',
      result(x, a0, parameters, lengths) {
        const yhat = right(x, a0, parameters, lengths);
        return yhat.map(() => last(yhat));
      },
    },
    {
      when: 'ŷ<t> is made from a<t-1> instead of from a<t>',
      result: (x, a0, parameters, lengths) =>
        [a0, ...rnnForward(x, a0, parameters, lengths).a.slice(0, -1)].map((at) =>
          predict(at, parameters),
        ),
    },
    {
      when: 'every step starts from a0 again, instead of from the state before',
      result: (x, a0, parameters) =>
        x.map((xt) => predict(rnnCellForward(xt, a0, parameters).at, parameters)),
    },
    ...networkMistakes(right),
    {
      when: 'softmax is left out',
      result: (x, a0, parameters, lengths) =>
        rnnForward(x, a0, parameters, lengths).a.map((at) => weightedSum(at, parameters)),
    },
    {
      when: 'softmax runs over the examples (a row) instead of over the classes (a column)',
      result: (x, a0, parameters, lengths) =>
        rnnForward(x, a0, parameters, lengths).a.map((at) =>
          softmaxOfRows(weightedSum(at, parameters)),
        ),
    },
    {
      when: 'sigmoid is used where softmax is asked for',
      result: (x, a0, parameters, lengths) =>
        rnnForward(x, a0, parameters, lengths).a.map((at) =>
          denseForward(at, parameters, 'sigmoid'),
        ),
    },
  ],
};

function right(...[x, a0, parameters, lengths]: SequenceArgs): Matrix[] {
  return rnnForward(x, a0, parameters, lengths).a.map((at) => predict(at, parameters));
}
