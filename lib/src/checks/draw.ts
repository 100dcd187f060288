import type { Random } from '../tensor/random';
import type { Tolerance } from './exercise';

/**
 * Sizes from 2 to 7, all different from each other and from those in `taken`, so that a transposed
 * matrix or an exchanged size can't fit by accident.
 */
export function distinctSizes(random: Random, count: number, taken: readonly number[]): number[] {
  const free = [2, 3, 4, 5, 6, 7].filter((size) => !taken.includes(size));
  return random.shuffle(free).slice(0, count);
}

/** Lengths from 1 to T for m examples, of which at least one is T and, if m > 1, one is shorter. */
export function raggedLengths(random: Random, m: number, T: number): number[] {
  const lengths = Array.from({ length: m }, () => random.integer(1, T));
  lengths[0] = T;
  if (m > 1) lengths[1] = random.integer(1, T - 1);
  return random.shuffle(lengths);
}

/** Probabilities of n indices, no two alike and none near 0, in random order. */
export function drawProbabilities(random: Random, n: number): number[] {
  const weights = Array.from({ length: n }, (_, i) => i + random.uniform(0.5, 1));
  const sum = weights.reduce((total, weight) => total + weight);
  return random.shuffle(weights).map((weight) => weight / sum);
}

/** tf.js computes in Float32, the learner in Float64. */
export const float32Tolerance: Tolerance = {
  absolute: 1e-5,
  relative: 1e-4,
  reason:
    'tf.js computes with 32-bit numbers, about 7 digits, and rounds at every step; ' +
    'your matrices have 64 bits',
};

/** For what is counted or looked up, not computed with rounding. */
export const exact: Tolerance = {
  absolute: 0,
  relative: 0,
  reason: 'nothing is rounded on the way',
};
