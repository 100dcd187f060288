import type { Random } from '../tensor/random';
import { agrees, compare, identical, type Comparison, type Row } from './compare';
import { compareDraws } from './draws';
import type { Exercise, Mistake, NamedCheck } from './exercise';
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
  /** Set where the function has written into its arguments, and nothing else is known to be wrong. */
  readonly changesArguments?: boolean;
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
  const { functionName } = exercise;
  const failed = (message: string): Verdict => ({ passed: false, message, rows: [] });
  if (outcome.kind === 'threw') {
    return failed(`${functionName} threw ${outcome.name}: ${outcome.message}${advice(outcome)}`);
  }
  if (outcome.kind === 'promise') {
    return failed(`${functionName} returned a promise: write it without async and await`);
  }
  const mutated = exercise.argumentNames.filter(
    (_, i) => !identical(args[i], outcome.argsAfter[i]),
  );
  const change =
    `changes its argument ${mutated.join(' and ')}: whoever calls it still needs the old values, ` +
    'so work on a copy';
  const mutation = `${functionName} ${change}`;
  // Of many calls, the later ones find what the earlier ones have changed: that comes first.
  if (exercise.draws && mutated.length > 0) return { ...failed(mutation), changesArguments: true };
  const comparison = hold(exercise, args, outcome.value, expected);
  const mistake = agrees(comparison)
    ? undefined
    : knownMistake(exercise, args, outcome.value, expected);
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
        `${functionName}: NaN first at ${notANumber.firstWrong.at}: look for 0 / 0, for ` +
        'Infinity / Infinity (Math.exp(800) is Infinity), for the logarithm of a negative number, ' +
        'or for an index outside its array',
    };
  }
  if (!agrees(comparison)) {
    const wrong = rows.filter((row) => !row.passed);
    const differs = wrong.length === 1 ? 'differs' : 'differ';
    const difference =
      wrong[0].instead ??
      `${wrong.map(({ name }) => name).join(', ')} ${differs} from what tf.js computes`;
    const besides = mutated.length > 0 ? `; and it ${change}` : '';
    return {
      passed: false,
      rows,
      mistake,
      message: mistake === undefined ? `${functionName}: ${difference}${besides}` : known,
    };
  }
  if (mutated.length > 0) return { passed: false, rows, message: mutation, changesArguments: true };
  return { passed: true, message: `${functionName} agrees with tf.js`, rows };
}

/** What to look for after an error of JavaScript's own, which says nothing of the cause. */
function advice({ name, message }: { readonly name: string; readonly message: string }): string {
  return name === 'TypeError' && /^Cannot read properties of undefined/.test(message)
    ? ': what stands before the dot is undefined there; look for an index outside its array ' +
        '(the last one is length - 1), or for a name that the object does not have'
    : '';
}

/**
 * The mistake, if it is a known one, that explains a wrong answer. Draws may be explained by several,
 * since two mistakes can lead to much the same: then it is the likeliest.
 */
function knownMistake(
  exercise: Exercise,
  args: readonly unknown[],
  actual: unknown,
  expected: unknown,
): string | undefined {
  let best: { when: string; probability: number } | undefined;
  for (const candidate of exercise.mistakes) {
    const result = resultOf(candidate, args);
    const comparison = hold(exercise, args, actual, result);
    if (!('rows' in comparison) || !agrees(comparison)) continue;
    // Where draws are few, a mistake that makes no difference here must not explain one.
    if (agrees(hold(exercise, args, result, expected))) continue;
    const [{ probability } = { probability: undefined }] = comparison.rows;
    if (probability === undefined) return candidate.when;
    if (best === undefined || probability > best.probability) {
      best = { when: candidate.when, probability };
    }
  }
  return best?.when;
}

/** What each mistake gives, kept as long as the arguments are: a class makes the same ones. */
const results = new WeakMap<readonly unknown[], Map<Mistake, unknown>>();

function resultOf(mistake: Mistake, args: readonly unknown[]): unknown {
  let known = results.get(args);
  if (known === undefined) results.set(args, (known = new Map<Mistake, unknown>()));
  if (!known.has(mistake)) known.set(mistake, mistake.result(...args));
  return known.get(mistake);
}

/** The learner's result against tf.js's, or against that of a mistake. */
function hold(
  { resultName, tolerance, draws }: Exercise,
  args: readonly unknown[],
  actual: unknown,
  expected: unknown,
): Comparison {
  return draws
    ? compareDraws(resultName, draws, args, actual, expected as readonly unknown[])
    : compare(resultName, actual, expected, tolerance);
}
