import { Random } from 'unrolled';
import type { Exercise, Outcome } from 'unrolled/checks';

export type LearnersFunction = (...args: readonly unknown[]) => unknown;

/** Calls a solution as the graded cell does. The arguments are its own: it may spoil them. */
export function callOn(learnersFunction: LearnersFunction, args: readonly unknown[]): Outcome {
  try {
    const value = learnersFunction(...args);
    return value instanceof Promise
      ? { kind: 'promise' }
      : { kind: 'returned', value, argsAfter: args };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: 'threw', name: error.name, message: error.message };
  }
}

/**
 * The arguments of the cases that `drawCases` gives for this seed and fresh layers, drawn anew, so
 * that a solution that changes them is found out.
 */
export function drawArguments(exercise: Exercise, seed: number): (readonly unknown[])[] {
  const random = new Random(seed);
  const layers = exercise.layers(random);
  return exercise.checks.flatMap((check) => check.cases(random, layers));
}
