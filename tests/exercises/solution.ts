import { Random } from 'unrolled';
import type { Exercise } from 'unrolled/checks';

export type LearnersFunction = (...args: readonly unknown[]) => unknown;

/**
 * The arguments of the cases that `drawCases` gives for this seed and fresh layers, drawn anew, so
 * that a solution that changes them is found out.
 */
export function drawArguments(exercise: Exercise, seed: number): (readonly unknown[])[] {
  const random = new Random(seed);
  const layers = exercise.layers(random);
  return exercise.checks.flatMap((check) => check.cases(random, layers));
}
