import type { Tensor } from '@tensorflow/tfjs';
import { mapTensors, type Tensors } from '../tensor/tensors';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { gradientNormByLagExercise } from './gradient-norm-by-lag';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

type Args = [gradients: Tensors, limit: number];

export const clipByValueExercise: Exercise<typeof tf.clipByValue, Args, Tensors> = {
  id: 'clip-by-value',
  lesson: '07-vanishing-and-exploding-gradients',
  functionName: 'clipByValue',
  argumentNames: ['gradients', 'limit'],
  resultName: 'clipped',
  allowed: gradientNormByLagExercise.allowed,
  tolerance: float32Tolerance,
  layers: () => tf.clipByValue,
  oracle(clip, gradients, limit) {
    requireFunction(clip, tf.clipByValue, 'tf.clipByValue');
    return eachTensor(gradients, (gradient) =>
      clip(gradient as ReturnType<typeof toTensor>, -limit, limit),
    );
  },
  checks: [
    {
      id: 'values',
      title: 'the gradients of an RNN and its output layer',
      points: 2,
      cases: (random) => [
        [drawRnnGradients(random), 0.8],
        [drawRnnGradients(random), 1.7],
      ],
    },
    {
      id: 'other-names',
      title: 'a single gradient; gradients of other names; a limit that nothing reaches',
      points: 1,
      cases(random) {
        const [n, k] = distinctSizes(random, 2, []);
        return [
          [{ dE: random.normalMatrix(n, k) }, 0.5],
          [{ dWu: random.normalMatrix(n, k), dbu: random.normalMatrix(n, 1, 30) }, 1.3],
          [drawRnnGradients(random), 100],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'only what is too large is cut, and not what lies below −limit',
      result: (gradients, limit) => eachTensor(gradients, (g) => tf.minimum(g, limit)),
    },
    {
      when: 'only what lies below −limit is cut, and not what is too large',
      result: (gradients, limit) => eachTensor(gradients, (g) => tf.maximum(g, -limit)),
    },
    {
      when: 'entries are cut to the range from 0 to limit, so that all negative ones are lost',
      result: (gradients, limit) => eachTensor(gradients, (g) => tf.clipByValue(g, 0, limit)),
    },
    {
      when: 'the sign is lost: the absolute value is cut',
      result: (gradients, limit) => eachTensor(gradients, (g) => tf.minimum(tf.abs(g), limit)),
    },
    {
      when: 'every entry becomes limit or −limit, the small ones too',
      result: (gradients, limit) => eachTensor(gradients, (g) => tf.mul(tf.sign(g), limit)),
    },
    {
      when: 'min and max are exchanged: every entry becomes the same',
      result: (gradients, limit) =>
        eachTensor(gradients, (g) => tf.maximum(limit, tf.minimum(-limit, g))),
    },
    {
      when: 'entries beyond the limit are set to 0, instead of to the limit',
      result: (gradients, limit) =>
        eachTensor(gradients, (g) => tf.where(tf.lessEqual(tf.abs(g), limit), g, tf.zerosLike(g))),
    },
    {
      when: 'each matrix is scaled as a whole, until its largest entry fits',
      result: (gradients, limit) =>
        eachTensor(gradients, (g) => tf.mul(g, tf.minimum(1, tf.div(limit, tf.max(tf.abs(g)))))),
    },
    {
      when: 'nothing is cut',
      result: (gradients) => gradients,
    },
  ],
};

/** The gradients of a small RNN with an output layer, all sizes different. */
export function drawRnnGradients(random: Random, deviation = 1): Tensors {
  const [n_x, n_a, n_y] = distinctSizes(random, 3, []);
  return {
    dWax: random.normalMatrix(n_a, n_x, deviation),
    dWaa: random.normalMatrix(n_a, n_a, deviation),
    dba: random.normalMatrix(n_a, 1, deviation),
    dWya: random.normalMatrix(n_y, n_a, deviation),
    dby: random.normalMatrix(n_y, 1, deviation),
  };
}

/** What tf.js makes of each of the matrices, under the same name. */
export function eachTensor(gradients: Tensors, f: (gradient: Tensor) => Tensor): Tensors {
  return mapTensors(gradients, (gradient) => {
    const tensor = tf.tidy(() => f(toTensor(gradient)));
    const matrix = toMatrix(tensor);
    tensor.dispose();
    return matrix;
  });
}
