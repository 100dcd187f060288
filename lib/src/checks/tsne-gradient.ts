import type { Tensor } from '@tensorflow/tfjs';
import { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import { tsneGradient } from '../tsne/divergence';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import {
  divergenceOnTensors,
  drawMap,
  type MapArgs,
  similarities,
  sumOf,
  withZeros,
} from './kl-divergence';
import { perplexitySearchExercise } from './perplexity-search';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

export const tsneGradientExercise: Exercise<typeof tf.grad, MapArgs, Matrix> = {
  id: 'tsne-gradient',
  lesson: '18-t-sne',
  functionName: 'tsneGradient',
  argumentNames: ['P', 'Y'],
  resultName: 'dY',
  allowed: perplexitySearchExercise.allowed,
  tolerance: { ...float32Tolerance, absolute: 1e-6 },
  layers: () => tf.grad,
  oracle(grad, P, Y) {
    requireFunction(grad, tf.grad, 'tf.grad');
    const p = toTensor(P);
    return toMatrix(grad((y: Tensor) => divergenceOnTensors(p, y))(toTensor(Y)));
  },
  checks: [
    {
      id: 'values',
      title: 'random maps, small and large',
      points: 3,
      cases: (random) => [0.2, 1, 4].map((size) => drawMap(random, size)),
    },
    {
      id: 'zeros',
      title: 'affinities of 0: such pairs still repel each other',
      points: 1,
      cases: (random) => [withZeros(random, drawMap(random, 1))],
    },
    {
      id: 'same-place',
      title: 'two points in the same place',
      points: 1,
      cases(random) {
        const [P, Y] = drawMap(random, 1);
        for (let k = 0; k < 2; k++) Y.set(k, 0, Y.get(k, 1));
        return [[P, Y]];
      },
    },
  ],
  mistakes: [
    {
      when: 'the 4 is left out',
      result: (P, Y) => scale(tsneGradient(P, Y), 1 / 4),
    },
    {
      when: 'the factor is 2 instead of 4: y_i stands in two terms of the sum, as i and as j',
      result: (P, Y) => scale(tsneGradient(P, Y), 1 / 2),
    },
    {
      when: 'the sign is turned, so that it points downhill: the step turns it, not the gradient',
      result: (P, Y) => scale(tsneGradient(P, Y), -1),
    },
    {
      when: 'w_ij is left out: that is the gradient for a map without the heavy tail',
      result: (P, Y) => forces(P, Y, ({ p, q }) => p - q),
    },
    {
      when: 'w_ij is squared',
      result: (P, Y) => forces(P, Y, ({ p, q, w }) => (p - q) * w * w),
    },
    {
      when: 'repulsion is left out: only p pulls',
      result: (P, Y) => forces(P, Y, ({ p, w }) => p * w),
    },
    {
      when: 'pairs with p = 0 are skipped: they still repel each other',
      result: (P, Y) => forces(P, Y, ({ p, q, w }) => (p > 0 ? (p - q) * w : 0)),
    },
    {
      when: 'each pair moves only one of its points: the sum of i goes over all j, smaller ones, too',
      result: (P, Y) => forces(P, Y, ({ p, q, w, i, j }) => (i < j ? (p - q) * w : 0)),
    },
    {
      when: 'attraction is left out: only q pushes',
      result: (P, Y) => forces(P, Y, ({ q, w }) => -q * w),
    },
    {
      when: 'attraction and repulsion are added instead of subtracted',
      result: (P, Y) => forces(P, Y, ({ p, q, w }) => (p + q) * w),
    },
    {
      when: 'w_ij is not divided by Z in q',
      result: (P, Y) => forces(P, Y, ({ p, w }) => (p - w) * w),
    },
    {
      when: 'Z counts each point with itself: there are no pairs i, i',
      result: (P, Y) => forces(P, Y, ({ p, w, Z }) => (p - w / (Z + Y.cols)) * w),
    },
    {
      when: 'Z counts each pair once, although p counts it twice',
      result: (P, Y) => forces(P, Y, ({ p, w, Z }) => (p - (2 * w) / Z) * w),
    },
    {
      when: 'q stands in both places, as the factor too: that factor is w, before the division by Z',
      result: (P, Y) => forces(P, Y, ({ p, q }) => (p - q) * q),
    },
    {
      when: 'the difference is divided by its length: w and y_i − y_j are all there is',
      result: (P, Y) =>
        forces(P, Y, ({ p, q, w }) => ((p - q) * w) / Math.sqrt(w < 1 ? 1 / w - 1 : 1)),
    },
  ],
};

interface Pair {
  readonly p: number;
  readonly q: number;
  readonly w: number;
  readonly Z: number;
  readonly i: number;
  readonly j: number;
}

/** 4 Σ_j stiffness_ij (y_i − y_j) */
function forces(P: Matrix, Y: Matrix, stiffness: (pair: Pair) => number): Matrix {
  const W = similarities(Y);
  const Z = sumOf(W);
  const gradient = Matrix.zeros(Y.rows, Y.cols);
  for (let i = 0; i < Y.cols; i++) {
    for (let j = 0; j < Y.cols; j++) {
      if (i === j) continue;
      const w = W.get(i, j);
      const factor = 4 * stiffness({ p: P.get(i, j), q: w / Z, w, Z, i, j });
      for (let k = 0; k < Y.rows; k++) {
        gradient.set(k, i, gradient.get(k, i) + factor * (Y.get(k, i) - Y.get(k, j)));
      }
    }
  }
  return gradient;
}
