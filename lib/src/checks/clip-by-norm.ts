import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { mapTensors, type Tensors } from '../tensor/tensors';
import { scale } from '../tensor/operations';
import { drawRnnGradients, eachTensor } from './clip-by-value';
import { distinctSizes, float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { gradientNormByLagExercise } from './gradient-norm-by-lag';
import { requireFunction, tf, toTensor } from './tfjs';

type Args = [gradients: Tensors, threshold: number];

export const clipByNormExercise: Exercise<typeof tf.norm, Args, Tensors> = {
  id: 'clip-by-norm',
  lesson: '07-vanishing-and-exploding-gradients',
  functionName: 'clipByNorm',
  argumentNames: ['gradients', 'threshold'],
  resultName: 'clipped',
  allowed: gradientNormByLagExercise.allowed,
  tolerance: float32Tolerance,
  layers: () => tf.norm,
  oracle(norm, gradients, threshold) {
    requireFunction(norm, tf.norm, 'tf.norm');
    // tf.js has no clipping by norm: all entries in one row, their norm, and one factor for all.
    const factor = tf.minimum(1, tf.div(threshold, norm(inOneRow(gradients))));
    return eachTensor(gradients, (gradient) => tf.mul(gradient, factor));
  },
  checks: [
    {
      id: 'one-matrix',
      title: 'one gradient, longer than the threshold',
      points: 1,
      cases(random) {
        const [n, k] = distinctSizes(random, 2, []);
        return [[{ dWaa: random.normalMatrix(n, k, 20) }, 2.5]];
      },
    },
    {
      id: 'one-norm-for-all',
      title: 'several gradients, together longer than the threshold',
      points: 2,
      cases(random) {
        const gradients = drawRnnGradients(random);
        const [n, k] = distinctSizes(random, 2, []);
        return [
          [gradients, 0.5],
          // Each is shorter than the threshold, only all together are longer.
          [gradients, 0.9 * normOf(gradients)],
          // Nearly all of the norm is one matrix's.
          [{ dWu: random.normalMatrix(n, k, 1000), dbu: random.normalMatrix(n, 1) }, 3],
        ];
      },
    },
    {
      id: 'below',
      title: 'gradients shorter than the threshold, and gradients of nothing but zeros',
      points: 1,
      cases(random) {
        const gradients = drawRnnGradients(random, 0.1);
        return [
          [gradients, 1.5 * normOf(gradients)],
          [gradients, 1000],
          [mapTensors(gradients, (gradient) => scale(gradient, 0)), 1],
        ];
      },
    },
  ],
  mistakes: [
    {
      when: 'each matrix is clipped by its own norm, so that the direction changes',
      result: (gradients, threshold) =>
        eachTensor(gradients, (g) => tf.mul(g, tf.minimum(1, tf.div(threshold, tf.norm(g))))),
    },
    {
      when: 'the gradients are always brought to the threshold, the short ones too',
      result: (gradients, threshold) => scaled(gradients, threshold / normOf(gradients)),
    },
    {
      when: 'every entry is cut, as in clipByValue',
      result: (gradients, threshold) =>
        eachTensor(gradients, (g) => tf.clipByValue(g, -threshold, threshold)),
    },
    {
      when: 'no root is taken of the sum of the squares',
      result: (gradients, threshold) => clippedBy(gradients, threshold, normOf(gradients) ** 2),
    },
    {
      when: 'the norms of the matrices are added, instead of the squares of all entries',
      result(gradients, threshold) {
        const norms = Object.entries(gradients).map(([name, g]) => normOf({ [name]: g }));
        return clippedBy(
          gradients,
          threshold,
          norms.reduce((sum, norm) => sum + norm, 0),
        );
      },
    },
    {
      when: 'the largest entry is taken for the norm',
      result: (gradients, threshold) =>
        clippedBy(gradients, threshold, numberOf(tf.max(tf.abs(inOneRow(gradients))))),
    },
    {
      when: 'the root is taken of the mean of the squares instead of their sum',
      result: (gradients, threshold) =>
        clippedBy(gradients, threshold, numberOf(tf.sqrt(tf.mean(tf.square(inOneRow(gradients)))))),
    },
    {
      when: 'the gradients are divided by their norm, and end with norm 1 instead of the threshold',
      result(gradients, threshold) {
        const norm = normOf(gradients);
        return norm > threshold ? scaled(gradients, 1 / norm) : gradients;
      },
    },
    {
      when: 'the gradients are multiplied by the norm over the threshold, and grow',
      result(gradients, threshold) {
        const norm = normOf(gradients);
        return norm > threshold ? scaled(gradients, norm / threshold) : gradients;
      },
    },
    {
      when: 'a gradient that is too long is thrown away: everything becomes 0',
      result: (gradients, threshold) =>
        normOf(gradients) > threshold ? scaled(gradients, 0) : gradients,
    },
    {
      when: 'nothing is clipped',
      result: (gradients) => gradients,
    },
  ],
};

function inOneRow(gradients: Tensors): Tensor {
  return tf.concat(
    Object.values(gradients).map((gradient) => tf.reshape(toTensor(gradient), [-1])),
  );
}

function normOf(gradients: Tensors): number {
  return tf.tidy(() => numberOf(tf.norm(inOneRow(gradients))));
}

function numberOf(scalar: Tensor): number {
  return (scalar as Scalar).dataSync()[0];
}

function scaled(gradients: Tensors, factor: number): Tensors {
  return eachTensor(gradients, (gradient) => tf.mul(gradient, factor));
}

/** Clipped as it should be, but for a norm that may be a wrong one. */
function clippedBy(gradients: Tensors, threshold: number, norm: number): Tensors {
  return norm > threshold ? scaled(gradients, threshold / norm) : gradients;
}
