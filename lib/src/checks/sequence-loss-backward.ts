import type { Tensor } from '@tensorflow/tfjs';
import type { OutputActivation } from '../networks/dense';
import { selectByLength } from '../networks/lengths';
import { sigmoid, sigmoidBackward, softmax } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { scale, subtract } from '../tensor/operations';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  bothActivations,
  crossEntropies,
  drawRagged,
  sequenceLossExercise,
  sequenceLossOnTensors,
  type CrossEntropies,
  type SequenceLossArgs,
} from './sequence-loss';
import { tf, toSequence, toSequenceTensor } from './tfjs';

export const sequenceLossBackwardExercise: Exercise<CrossEntropies, SequenceLossArgs, Matrix[]> = {
  id: 'sequence-loss-backward',
  lesson: '03-backpropagation-through-time',
  functionName: 'sequenceLossBackward',
  argumentNames: ['z', 'y', 'activation', 'lengths'],
  resultName: 'dz',
  allowed: sequenceLossExercise.allowed,
  tolerance: float32Tolerance,
  layers: crossEntropies,
  oracle(losses, z, ...rest) {
    const gradient = tf.grad((logits: Tensor) => sequenceLossOnTensors(losses, logits, ...rest));
    return toSequence(gradient(toSequenceTensor(z)));
  },
  checks: [
    ...bothActivations,
    { id: 'ragged-lengths', title: 'no gradient in the padding', points: 1, cases: drawRagged },
  ],
  mistakes: [
    {
      when: 'the padding gets a gradient too, so that lengths has no effect',
      result: (z, y, activation) => backward(z, y, activation),
    },
    {
      when: 'the sign is turned: y − ŷ instead of ŷ − y',
      result: (...args) => backward(...args).map((dzt) => scale(dzt, -1)),
    },
    {
      when: 'the gradient is not divided by m, although the loss is a mean over the examples',
      result: (...args) => backward(...args).map((dzt) => scale(dzt, dzt.cols)),
    },
    {
      when: 'the gradient is divided by T too, although the loss is a sum over the time steps',
      result: (...args) => backward(...args).map((dzt) => scale(dzt, 1 / args[0].length)),
    },
    {
      when: 'ŷ − y is multiplied by ŷ (1 − ŷ) once more',
      result: (z, ...rest) =>
        backward(z, ...rest).map((dzt, t) => sigmoidBackward(dzt, predict(z[t], rest[1]))),
    },
    {
      when: 'y is not subtracted: the result is ŷ / m',
      result: (z, y, activation, lengths) =>
        backward(
          z,
          y.map((yt) => scale(yt, 0)),
          activation,
          lengths,
        ),
    },
    {
      when: 'sigmoid is used where softmax is asked for',
      result: (z, y, _, lengths) => backward(z, y, 'sigmoid', lengths),
    },
    {
      when: 'softmax is used where sigmoid is asked for',
      result: (z, y, _, lengths) => backward(z, y, 'softmax', lengths),
    },
    {
      when: 'an example ends one step late',
      result: (z, y, activation, lengths) =>
        backward(
          z,
          y,
          activation,
          lengths?.map((length) => length + 1),
        ),
    },
    {
      when: 'an example ends one step early',
      result: (z, y, activation, lengths) =>
        backward(
          z,
          y,
          activation,
          lengths?.map((length) => length - 1),
        ),
    },
  ],
};

function predict(zt: Matrix, activation: OutputActivation): Matrix {
  return activation === 'softmax' ? softmax(zt) : sigmoid(zt);
}

/** (ŷ − y) / m, and zeros in the padding. */
function backward(...[z, y, activation, lengths]: SequenceLossArgs): Matrix[] {
  return z.map((zt, t) => {
    const dzt = scale(subtract(predict(zt, activation), y[t]), 1 / zt.cols);
    return selectByLength(t + 1, lengths, dzt, scale(dzt, 0));
  });
}
