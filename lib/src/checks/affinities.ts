import { Matrix } from '../tensor/matrix';
import { add, hadamard, map, scale, transpose } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { perplexitySearch } from '../tsne/perplexity';
import type { Exercise } from './exercise';
import {
  distancesOf,
  drawPoints,
  perplexitySearchExercise,
  searchOnTensors,
} from './perplexity-search';
import { tf, toMatrix } from './tfjs';

type Args = [X: Matrix, perplexity: number];

export const affinitiesExercise: Exercise<typeof tf.softmax, Args, Matrix> = {
  id: 'affinities',
  lesson: '18-t-sne',
  functionName: 'affinities',
  argumentNames: ['X', 'perplexity'],
  resultName: 'P',
  allowed: perplexitySearchExercise.allowed,
  tolerance: { ...perplexitySearchExercise.tolerance, absolute: 1e-6 },
  layers: () => tf.softmax,
  oracle(softmax, X, perplexity) {
    const conditional = searchOnTensors(softmax, distancesOf(X), perplexity);
    const sum = tf.add(conditional, tf.transpose(conditional));
    return toMatrix(tf.div(sum, 2 * X.cols));
  },
  checks: [
    {
      id: 'values',
      title: 'random points: symmetric, and all entries sum to 1',
      points: 2,
      cases: (random) =>
        [drawPoints(random), drawPoints(random, [0.1, 3])].map((X): Args => [
          X,
          random.uniform(2.1, X.cols - 3),
        ]),
    },
    {
      id: 'outlier',
      title: 'a point far away from all others, which must not be forgotten',
      points: 1,
      cases: (random) => [drawOutlier(random)],
    },
  ],
  mistakes: [
    {
      when: 'the sum of p_{j|i} and p_{i|j} is divided by 2 instead of 2N, so that all p sum to N',
      result: (...args) => scale(bothWays(...args), 1 / 2),
    },
    {
      when: 'the sum of p_{j|i} and p_{i|j} is divided by N instead of 2N, so that all p sum to 2',
      result: (...args) => scale(bothWays(...args), 1 / args[0].cols),
    },
    {
      when: 'the sum of p_{j|i} and p_{i|j} is not divided by 2N',
      result: (...args) => bothWays(...args),
    },
    {
      when: 'p_{j|i} alone is divided by N: all p sum to 1, but p_ij and p_ji differ',
      result: (X, perplexity) => scale(conditional(X, perplexity), 1 / X.cols),
    },
    {
      when: 'p_{i|j} alone is divided by N: all p sum to 1, but p_ij and p_ji differ',
      result: (X, perplexity) => scale(transpose(conditional(X, perplexity)), 1 / X.cols),
    },
    {
      when: 'p_{j|i} is left as it is: rows that sum to 1, not symmetric',
      result: conditional,
    },
    {
      when: 'p_{j|i} and p_{i|j} are multiplied instead of added',
      result(X, perplexity) {
        const P = conditional(X, perplexity);
        return scale(hadamard(P, transpose(P)), 1 / (2 * X.cols));
      },
    },
    {
      when: 'the root is taken of the distances: perplexitySearch needs squared ones',
      result: (X, perplexity) =>
        symmetrized(perplexitySearch(map(distancesOf(X), Math.sqrt), perplexity).P),
    },
    {
      when: 'the distances are squared twice',
      result: (X, perplexity) =>
        symmetrized(
          perplexitySearch(
            map(distancesOf(X), (d) => d * d),
            perplexity,
          ).P,
        ),
    },
    {
      when: 'only the first coordinate is looked at',
      result(X, perplexity) {
        const first = Matrix.from([X.toArray()[0]]);
        return symmetrized(conditional(first, perplexity));
      },
    },
  ],
};

function conditional(X: Matrix, perplexity: number): Matrix {
  return perplexitySearch(distancesOf(X), perplexity).P;
}

/** p_{j|i} + p_{i|j} */
function bothWays(X: Matrix, perplexity: number): Matrix {
  const P = conditional(X, perplexity);
  return add(P, transpose(P));
}

function symmetrized(P: Matrix): Matrix {
  return scale(add(P, transpose(P)), 1 / (2 * P.cols));
}

function drawOutlier(random: Random): Args {
  const X = drawPoints(random);
  for (let i = 0; i < X.rows; i++) X.set(i, X.cols - 1, 30 + X.get(i, X.cols - 1));
  return [X, 3];
}
