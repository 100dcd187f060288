import type { Tensor } from '@tensorflow/tfjs';
import type { GruParameters } from '../cells/gru';
import { gruForward, simplifiedGruForward } from '../networks/gru';
import type { Matrix } from '../tensor/matrix';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  drawGruParameters,
  gruCellForwardExercise,
  lectureGru,
  type Gru,
} from './gru-cell-forward';
import { loopMistakes, sequenceChecks } from './state-sequences';
import {
  requireLayer,
  tf,
  toGruWeights,
  toMask,
  toSequence,
  toSequenceTensor,
  toTensor,
  withWeights,
} from './tfjs';

type Args = [x: Matrix[], c0: Matrix, parameters: GruParameters, lengths?: number[]];

export const gruForwardExercise: Exercise<Gru, Args, Matrix[]> = {
  id: 'gru-forward',
  lesson: '08-gru',
  functionName: 'gruForward',
  argumentNames: ['x', 'c0', 'parameters', 'lengths'],
  resultName: 'c',
  allowed: gruCellForwardExercise.allowed,
  tolerance: float32Tolerance,
  layers: (random) =>
    tf.layers.gru({
      units: random.integer(2, 7),
      recurrentActivation: 'sigmoid',
      returnSequences: true,
    }),
  oracle(layer, x, c0, parameters, lengths) {
    requireLayer(layer, 'GRU', { ...lectureGru, returnSequences: true });
    const input = toSequenceTensor(x);
    return withWeights(layer, input.shape, toGruWeights(parameters), (gru) => {
      const output = gru.apply(input, {
        initialState: [toTensor(c0)],
        mask: lengths && toMask(lengths, x.length),
      });
      return toSequence(output as Tensor);
    });
  },
  checks: sequenceChecks('c', { values: 2, initialState: 1, ragged: 1 }, drawGruParameters),
  mistakes: [
    ...loopMistakes<GruParameters>('c', (...args) => gruForward(...args).c),
    {
      when: 'Γ_r has no effect: the steps are those of the simplified GRU',
      result: (...args) => simplifiedGruForward(...args).c,
    },
  ],
};
