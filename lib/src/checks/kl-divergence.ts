import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs';
import { Matrix } from '../tensor/matrix';
import { scale, sliceRows } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { affinities } from '../tsne/affinities';
import { klDivergence } from '../tsne/divergence';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { drawPoints, perplexitySearchExercise } from './perplexity-search';
import { requireFunction, tf, toTensor } from './tfjs';

export type MapArgs = [P: Matrix, Y: Matrix];

export const klDivergenceExercise: Exercise<typeof tf.log, MapArgs, number> = {
  id: 'kl-divergence',
  lesson: '18-t-sne',
  functionName: 'klDivergence',
  argumentNames: ['P', 'Y'],
  resultName: 'C',
  allowed: perplexitySearchExercise.allowed,
  tolerance: float32Tolerance,
  layers: () => tf.log,
  oracle(log, P, Y) {
    requireFunction(log, tf.log, 'tf.log');
    return divergenceOnTensors(toTensor(P), toTensor(Y)).dataSync()[0];
  },
  checks: [
    {
      id: 'values',
      title: 'random maps, small and large',
      points: 2,
      cases: (random) => [0.1, 1, 6].map((size) => drawMap(random, size)),
    },
    {
      id: 'zeros',
      title: 'affinities of 0, whose part is 0 · log 0 = 0',
      points: 1,
      cases: (random) => [withZeros(random, drawMap(random, 1))],
    },
  ],
  mistakes: [
    {
      when: 'each pair counts once, although the sum goes over i, j and over j, i',
      result: (P, Y) => klDivergence(P, Y) / 2,
    },
    {
      when: 'the sign is turned: log(q / p) instead of log(p / q)',
      result: (P, Y) => -klDivergence(P, Y),
    },
    {
      when: 'the logarithm is log2 instead of the natural one',
      result: (P, Y) => klDivergence(P, Y) / Math.LN2,
    },
    {
      when: 'q is not divided by Z',
      result: (P, Y) => divergence(P, Y, { Z: () => 1 }),
    },
    {
      when: 'Z counts each point with itself: there are no pairs i, i',
      result: (P, Y) => divergence(P, Y, { Z: (W) => sumOf(W) + Y.cols }),
    },
    {
      when: 'Z counts each pair once, although p counts it twice',
      result: (P, Y) => divergence(P, Y, { Z: (W) => sumOf(W) / 2 }),
    },
    {
      when: 'each pair counts once, in Z as well as in the sum: both go over i, j and over j, i',
      result: (P, Y) => divergence(P, Y, { Z: (W) => sumOf(W) / 2 }) / 2,
    },
    {
      when: 'each row of q is divided by its own sum instead of the sum of all',
      result: (P, Y) => divergence(P, Y, { Z: (W, i) => sumOf(sliceRows(W, i, i + 1)) }),
    },
    {
      when: 'q is a Gaussian: the map has the heavy tail 1 / (1 + ‖y_i − y_j‖²)',
      result: (P, Y) => divergence(P, Y, { w: (squared) => Math.exp(-squared) }),
    },
    {
      when: 'the distance is not squared in w',
      result: (P, Y) => divergence(P, Y, { w: (squared) => 1 / (1 + Math.sqrt(squared)) }),
    },
    {
      when: 'P and Q have changed places: Σ q log(q / p)',
      result: (P, Y) => divergence(P, Y, { term: (p, q) => (p > 0 ? q * Math.log(q / p) : 0) }),
    },
    {
      when: 'Σ p log p is missing: that is the cross-entropy, −Σ p log q',
      result: (P, Y) => divergence(P, Y, { term: (p, q) => -p * Math.log(q) }),
    },
  ],
};

/**
 * KL(P‖Q) of a map `[N, 2]`. The diagonal is taken out before the logarithm: 0 · log 0 would be NaN,
 * and multiplied by 0 still be NaN, in the value and in the gradient.
 */
export function divergenceOnTensors(p: Tensor2D, y: Tensor): Scalar {
  const itself = tf.eye(p.shape[0]);
  const difference = tf.sub(tf.expandDims(y, 1), tf.expandDims(y, 0));
  const w = tf.div(tf.sub(1, itself), tf.add(1, tf.sum(tf.square(difference), 2)));
  const q = tf.div(w, tf.sum(w));
  const one = tf.onesLike(p);
  const logP = tf.log(tf.where(tf.greater(p, 0), p, one));
  return tf.sum(tf.mul(p, tf.sub(logP, tf.log(tf.add(q, itself)))));
}

/** Affinities of random points, and a map that does not show them well. */
export function drawMap(random: Random, size: number): MapArgs {
  const X = drawPoints(random);
  return [affinities(X, 3), random.normalMatrix(2, X.cols, size)];
}

/** The same, but two points and a pair have nothing to do with each other. */
export function withZeros(random: Random, [P, Y]: MapArgs): MapArgs {
  const sparse = P.clone();
  const [a, b, c] = random.shuffle(Array.from({ length: P.cols }, (_, i) => i));
  for (const [i, j] of [
    [a, b],
    [b, c],
  ]) {
    sparse.set(i, j, 0);
    sparse.set(j, i, 0);
  }
  return [scale(sparse, 1 / sumOf(sparse)), Y];
}

export function sumOf({ data }: Matrix): number {
  let sum = 0;
  for (const entry of data) sum += entry;
  return sum;
}

/** w_ij of a map, 0 on the diagonal. */
export function similarities(Y: Matrix, w = (squared: number) => 1 / (1 + squared)): Matrix {
  const W = Matrix.zeros(Y.cols, Y.cols);
  for (let i = 0; i < Y.cols; i++) {
    for (let j = 0; j < Y.cols; j++) {
      if (i === j) continue;
      const squared = (Y.get(0, i) - Y.get(0, j)) ** 2 + (Y.get(1, i) - Y.get(1, j)) ** 2;
      W.set(i, j, w(squared));
    }
  }
  return W;
}

/** The divergence as it stands, one part of it replaced. */
function divergence(
  P: Matrix,
  Y: Matrix,
  {
    w,
    Z = sumOf,
    term = (p, q) => (p > 0 ? p * Math.log(p / q) : 0),
  }: {
    w?: (squared: number) => number;
    Z?: (W: Matrix, i: number) => number;
    term?: (p: number, q: number) => number;
  },
): number {
  const W = similarities(Y, w);
  let sum = 0;
  for (let i = 0; i < P.rows; i++) {
    for (let j = 0; j < P.cols; j++) {
      if (i !== j) sum += term(P.get(i, j), W.get(i, j) / Z(W, i));
    }
  }
  return sum;
}
