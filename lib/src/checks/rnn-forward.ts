import type { Tensor } from '@tensorflow/tfjs';
import type { RnnParameters } from '../cells/rnn';
import { rnnForward } from '../networks/rnn';
import type { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { drawRnnParameters } from './rnn-cell-forward';
import { loopMistakes, sequenceChecks } from './state-sequences';
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
  checks: sequenceChecks('a', { values: 2, initialState: 1, ragged: 2 }, drawRnnParameters),
  mistakes: [
    ...loopMistakes<RnnParameters>('a', (...args) => rnnForward(...args).a),
    {
      when: 'ba is left out',
      result: (x, a0, parameters, lengths) =>
        rnnForward(x, a0, { ...parameters, ba: scale(parameters.ba, 0) }, lengths).a,
    },
  ],
};
