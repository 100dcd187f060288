import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { requireFunction, tf } from './tfjs';

type Minimum = typeof tf.minimum;
type Args = [count: number, total: number, threshold: number];

export const keepProbabilityExercise: Exercise<Minimum, Args, number> = {
  id: 'keep-probability',
  lesson: '17-skip-gram-and-glove',
  functionName: 'keepProbability',
  argumentNames: ['count', 'total', 'threshold'],
  resultName: 'probability',
  allowed: [],
  tolerance: float32Tolerance,
  layers: () => tf.minimum,
  oracle(minimum, count, total, threshold) {
    requireFunction(minimum, tf.minimum, 'tf.minimum');
    const f = tf.div(count, total);
    const ratio = tf.div(threshold, f);
    const probability = tf.mul(tf.add(tf.sqrt(tf.div(f, threshold)), 1), ratio);
    return minimum(1, probability).dataSync()[0];
  },
  checks: [
    {
      id: 'frequent',
      title: 'frequent words, which are kept now and then',
      points: 1,
      cases: (random) =>
        [1e-3, 1e-4, 2e-2].map((threshold) => draw(random, threshold, [3, 0.9 / threshold])),
    },
    {
      id: 'rare',
      title: 'rare words, which are always kept',
      points: 1,
      cases: (random) => [draw(random, 1e-3, [1.1, 1.5]), draw(random, 2e-2, [0.05, 0.3])],
    },
  ],
  mistakes: [
    {
      when: "the formula of the 2013 paper is taken, √(threshold / f), which lacks a term of word2vec's",
      result: (count, total, threshold) => Math.min(1, Math.sqrt((threshold * total) / count)),
    },
    {
      when: 'it is the probability of dropping the word, 1 minus the one asked for',
      result: (...args) => 1 - keep(...args),
    },
    {
      when: 'nothing holds the result down to 1',
      result: (...args) => unlimited(...args),
    },
    {
      when:
        'every word is kept: by max for min, without the square root, or with f and the ' +
        'threshold exchanged',
      result: () => 1,
    },
    {
      when: 'the count itself is taken for f, instead of count / total',
      result: (count, _, threshold) => keep(count, 1, threshold),
    },
    {
      when: 'the 1 stands under the square root',
      result: (count, total, threshold) =>
        Math.min(1, (Math.sqrt(count / total / threshold + 1) * threshold * total) / count),
    },
  ],
};

/** A word whose frequency is so many times the threshold, somewhere in the given range. */
function draw(random: Random, threshold: number, [low, high]: readonly [number, number]): Args {
  const total = random.integer(100_000, 1_000_000);
  const times = low * (high / low) ** random.uniform();
  return [Math.round(times * threshold * total), total, threshold];
}

function unlimited(count: number, total: number, threshold: number): number {
  const f = count / total;
  return ((Math.sqrt(f / threshold) + 1) * threshold) / f;
}

function keep(count: number, total: number, threshold: number): number {
  return Math.min(1, unlimited(count, total, threshold));
}
