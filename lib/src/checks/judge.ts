import { Matrix } from '../tensor/matrix';
import type { Random } from '../tensor/random';
import { agrees, compare, type Row } from './compare';
import type { Exercise, NamedCheck } from './exercise';
import { tf } from './tfjs';

/** One list of arguments, and what tf.js makes of it. */
export interface Case {
  readonly exercise: Exercise;
  readonly check: NamedCheck;
  readonly args: readonly unknown[];
  readonly expected: unknown;
}

/** What became of one call of the learner's function. */
export type Outcome =
  | {
      readonly kind: 'returned';
      readonly value: unknown;
      /** The arguments after the call, which may have changed them. */
      readonly argsAfter: readonly unknown[];
    }
  | { readonly kind: 'threw'; readonly name: string; readonly message: string }
  | { readonly kind: 'promise' };

export interface Verdict {
  readonly passed: boolean;
  /** One sentence: what is right, or what is wrong and where. */
  readonly message: string;
  /** A row a tensor; none where the result has the wrong form. */
  readonly rows: readonly Row[];
  /** The known mistake that gives just this result, as in "… when ba is left out". */
  readonly mistake?: string;
}

/** Draws every case of an exercise and has tf.js compute the answers. */
export function drawCases(exercise: Exercise, random: Random, layers: unknown): Case[] {
  return exercise.checks.flatMap((check) =>
    check.cases(random, layers).map((args) => {
      let expected: unknown;
      tf.tidy(() => {
        expected = exercise.oracle(layers, ...args);
      });
      return { exercise, check, args, expected };
    }),
  );
}

/** Judges one outcome. Both the notebook's `check` and the grader's trusted side call this. */
export function judge({ exercise, args, expected }: Case, outcome: Outcome): Verdict {
  const { functionName, resultName, tolerance } = exercise;
  const failed = (message: string): Verdict => ({ passed: false, message, rows: [] });
  if (outcome.kind === 'threw') {
    return failed(`${functionName} threw ${outcome.name}: ${outcome.message}`);
  }
  if (outcome.kind === 'promise') {
    return failed(`${functionName} returned a promise: write it without async and await`);
  }
  const comparison = compare(resultName, outcome.value, expected, tolerance);
  const mistake = agrees(comparison)
    ? undefined
    : exercise.mistakes.find((candidate) =>
        agrees(compare(resultName, outcome.value, candidate.result(...args), tolerance)),
      )?.when;
  const known = `${functionName}: this is what comes out when ${mistake}`;
  if ('wrongForm' in comparison) {
    return {
      ...failed(mistake === undefined ? `${functionName}: ${comparison.wrongForm}` : known),
      mistake,
    };
  }
  const { rows } = comparison;
  const notANumber = rows.find((row) => Number.isNaN(row.largestDifference));
  if (notANumber?.firstWrong) {
    return {
      passed: false,
      rows,
      message:
        `${functionName}: NaN first at ${notANumber.firstWrong.at}: look for a division by ` +
        'zero, a logarithm of a negative number, or an index outside its array',
    };
  }
  if (!agrees(comparison)) {
    const wrong = rows.filter((row) => !row.passed);
    const difference =
      wrong[0].instead ??
      `${wrong.map(({ name }) => name).join(', ')} differs from what tf.js computes`;
    return {
      passed: false,
      rows,
      mistake,
      message: mistake === undefined ? `${functionName}: ${difference}` : known,
    };
  }
  const mutated = exercise.argumentNames.filter(
    (_, i) => !identical(args[i], outcome.argsAfter[i]),
  );
  if (mutated.length > 0) {
    return {
      passed: false,
      rows,
      message:
        `${functionName} changes its argument ${mutated.join(' and ')}: whoever calls it still ` +
        'needs the old values, so work on a copy',
    };
  }
  return { passed: true, message: `${functionName} agrees with tf.js`, rows };
}

/** Equal in every bit that matters: same structure, same entries, NaN equal to NaN. */
function identical(a: unknown, b: unknown): boolean {
  if (a instanceof Matrix) {
    return (
      b instanceof Matrix &&
      a.rows === b.rows &&
      a.cols === b.cols &&
      a.data.every((entry, k) => Object.is(entry, b.data[k]))
    );
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => identical(item, b[i]));
  }
  if (typeof a === 'object' && a !== null) {
    if (typeof b !== 'object' || b === null) return false;
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every(
        (key) =>
          Object.hasOwn(b, key) &&
          identical((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
      )
    );
  }
  // A formula can't be changed, and comes back from the sandbox as another function object.
  return typeof a === 'function' || Object.is(a, b);
}
