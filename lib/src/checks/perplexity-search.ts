import type { Tensor } from '@tensorflow/tfjs';
import { Matrix } from '../tensor/matrix';
import { add, map, scale, transpose } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { fitGaussian, perplexitySearch } from '../tsne/perplexity';
import { pointsOf, squaredDistances } from '../tsne/points';
import type { Exercise } from './exercise';
import { requireFunction, tf, toMatrix, toTensor } from './tfjs';

type Args = [D: Matrix, perplexity: number];

export const perplexitySearchExercise: Exercise<typeof tf.softmax, Args, Matrix> = {
  id: 'perplexity-search',
  lesson: '18-t-sne',
  functionName: 'perplexitySearch',
  argumentNames: ['D', 'perplexity'],
  resultName: 'P',
  allowed: [
    'Matrix',
    'add',
    'hadamard',
    'map',
    'matmul',
    'scale',
    'softmax',
    'subtract',
    'sumColumns',
    'transpose',
  ],
  tolerance: {
    absolute: 1e-5,
    relative: 1e-4,
    reason:
      'tf.js computes with 32-bit numbers, about 7 digits; and a search that stops at an entropy ' +
      'within 1e-5 nats of the right one is good enough',
  },
  layers: () => tf.softmax,
  oracle: (softmax, D, perplexity) =>
    toMatrix(tf.transpose(searchOnTensors(softmax, D, perplexity))),
  checks: [
    {
      id: 'values',
      title: 'random points',
      points: 2,
      cases: (random) => [drawPoints(random), drawPoints(random)].map(withPerplexity(random)),
    },
    {
      id: 'perplexities',
      title: 'hardly more than one neighbour, and nearly all points',
      points: 1,
      cases(random) {
        const X = drawPoints(random);
        return [
          [distancesOf(X), 1.2],
          [distancesOf(X), X.cols - 1.5],
        ];
      },
    },
    {
      id: 'units',
      title: 'the same points measured in kilometres, and in millimetres',
      points: 1,
      cases(random) {
        const X = drawPoints(random);
        return [1e-3, 1e3].map((unit): Args => [distancesOf(scale(X, unit)), X.cols / 2]);
      },
    },
    {
      id: 'density',
      title: 'some points close together, others far apart',
      points: 1,
      cases: (random) =>
        [drawPoints(random, [0.02, 8]), drawPoints(random, [0.5, 40])].map(withPerplexity(random)),
    },
  ],
  mistakes: [
    {
      when: 'the point itself counts as one of its neighbours',
      result(D, perplexity) {
        const P = Matrix.zeros(D.rows, D.cols);
        for (let i = 0; i < D.rows; i++) {
          const row = (matrix: Matrix) =>
            matrix.data.subarray(i * D.cols, (i + 1) * D.cols) as Float64Array;
          fitGaussian(row(D), perplexity, row(P));
        }
        return P;
      },
    },
    {
      when: 'the entropy in nats is compared with log2(perplexity), which is in bits',
      result: (D, perplexity) => searchOrUniform(D, Math.exp(Math.log2(perplexity))),
    },
    {
      when: 'the entropy in bits is compared with log(perplexity), which is in nats',
      result: (D, perplexity) => searchOrUniform(D, 2 ** Math.log(perplexity)),
    },
    {
      when: 'the distances are squared once more: D holds squared ones',
      result: (D, perplexity) =>
        perplexitySearch(
          map(D, (d) => d * d),
          perplexity,
        ).P,
    },
    {
      when: 'the root is taken of the distances: a Gaussian has the squared ones',
      result: (D, perplexity) => perplexitySearch(map(D, Math.sqrt), perplexity).P,
    },
    {
      when: 'one β, that of the first point, is used for all of them',
      result: (D, perplexity) =>
        gaussians(D, () => perplexitySearch(D, perplexity).beta.data[0], true),
    },
    {
      when: 'the rows are not divided by their sums',
      result(D, perplexity) {
        const { beta } = perplexitySearch(D, perplexity);
        return gaussians(D, (i) => beta.data[i], false);
      },
    },
    {
      when: 'rows and columns are exchanged: p_{j|i} belongs into row i, column j',
      result: (D, perplexity) => transpose(perplexitySearch(D, perplexity).P),
    },
    {
      when: 'p_{j|i} and p_{i|j} are averaged already: that is the next exercise',
      result(D, perplexity) {
        const { P } = perplexitySearch(D, perplexity);
        return scale(add(P, transpose(P)), 0.5);
      },
    },
  ],
};

/**
 * p_{j|i} `[N, N]`, i in rows: a softmax over −β_i ‖x_i − x_j‖², and for all rows at once a bisection
 * for the β_i whose entropy is log(perplexity).
 */
export function searchOnTensors(softmax: typeof tf.softmax, D: Matrix, perplexity: number): Tensor {
  requireFunction(softmax, tf.softmax, 'tf.softmax');
  const N = D.rows;
  const squared = toTensor(D);
  const mean = tf.div(tf.sum(squared, 1, true), N - 1);
  // Infinitely far from itself, so that p_{i|i} = 0.
  const itself = toTensor(diagonalOf(N, Infinity));
  let P: Tensor = squared;
  let low = tf.fill([N, 1], -25);
  let high = tf.fill([N, 1], 25);
  for (let step = 0; step < 50; step++) {
    const middle = tf.div(tf.add(low, high), 2);
    const beta = tf.div(tf.exp(middle), mean);
    P = softmax(tf.neg(tf.add(tf.mul(beta, squared), itself)));
    const entropy = tf.neg(tf.sum(tf.mul(P, tf.log(tf.maximum(P, 1e-30))), 1, true));
    const tooWide = tf.greater(entropy, Math.log(perplexity));
    low = tf.where(tooWide, middle, low);
    high = tf.where(tooWide, high, middle);
  }
  return P;
}

/** ‖x_i − x_j‖² of all columns of X, `[N, N]`. */
export function distancesOf(X: Matrix): Matrix {
  return new Matrix(X.cols, X.cols, squaredDistances(pointsOf(X)));
}

/** Points `[d, N]`, N and d different, in clumps of the given sizes. */
export function drawPoints(random: Random, sizes: readonly number[] = [1]): Matrix {
  const [d, N] = [random.integer(2, 4), random.integer(7, 10)];
  const X = random.normalMatrix(d, N);
  sizes.forEach((size, k) => {
    for (let j = k; j < N; j += sizes.length) {
      for (let i = 0; i < d; i++) X.set(i, j, size * X.get(i, j));
    }
  });
  return X;
}

function withPerplexity(random: Random): (X: Matrix) => Args {
  return (X) => [distancesOf(X), random.uniform(2.1, X.cols - 3)];
}

function diagonalOf(N: number, value: number): Matrix {
  const diagonal = Matrix.zeros(N, N);
  for (let i = 0; i < N; i++) diagonal.set(i, i, value);
  return diagonal;
}

/** A perplexity that no Gaussian has drives β to 0. */
function searchOrUniform(D: Matrix, perplexity: number): Matrix {
  if (perplexity < D.rows - 1) return perplexitySearch(D, perplexity).P;
  return gaussians(D, () => 0, true);
}

/** exp(−β_i d_ij) without the diagonal, each row divided by its sum or not. */
function gaussians(D: Matrix, betaOf: (i: number) => number, normalized: boolean): Matrix {
  const P = Matrix.zeros(D.rows, D.cols);
  for (let i = 0; i < D.rows; i++) {
    let sum = 0;
    for (let j = 0; j < D.cols; j++) {
      if (j === i) continue;
      P.set(i, j, Math.exp(-betaOf(i) * D.get(i, j)));
      sum += P.get(i, j);
    }
    if (normalized) for (let j = 0; j < D.cols; j++) P.set(i, j, P.get(i, j) / sum);
  }
  return P;
}
