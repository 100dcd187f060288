import { describe, identical, NO_RETURN, type Comparison } from './compare';
import { count, gTest, sizeOf, type Counts, type Draw } from './gTest';

/**
 * How the answers of an exercise are judged whose function draws at random: not one by one, but by
 * how often each comes, held against draws by tf.js. A list stands last among the arguments of a
 * case, made by `withRepeats`: the function is called once for each of its entries, and the
 * result to judge is the list of all answers.
 */
export interface Draws<Args extends readonly unknown[]> {
  /**
   * What was drawn in one answer; or, where the answer has the wrong form, what it must be: "a whole
   * number from 0 to 4". On each condition the right answers must draw everything that they can at
   * least five times or so, and must depend on nothing else.
   */
  inAnswer(answer: unknown, ...args: Args): readonly Draw[] | string;
}

/** A difference so improbable, if it were luck, is none. */
export const improbable = 1e-9;

/** So many entries at the end of a case's list are those of its beginning. */
const repeated = 100;

/**
 * The entries, of which the first ones come once more at the end: the same numbers must lead to the
 * same draw, so that nobody passes who takes random numbers of his own.
 */
export function withRepeats<T>(entries: readonly T[]): T[] {
  return [...entries, ...entries.slice(0, repeated)];
}

/** A seed for tf.js's draws that changes with the case: for TensorFlow 0 would be no seed at all. */
export function seedOf(uniforms: readonly number[]): number {
  return 1 + Math.floor(1e6 * uniforms[Math.floor(uniforms.length / 2)]);
}

/** Holds answers, one for each entry of the last argument, against others, such as those of tf.js. */
export function compareDraws<Args extends readonly unknown[]>(
  name: string,
  draws: Draws<Args>,
  args: Args,
  answers: unknown,
  expected: readonly unknown[],
): Comparison {
  const entries = lastOf(args);
  if (!Array.isArray(answers) || answers.length !== entries.length) {
    return { wrongForm: `there must be ${entries.length} answers` };
  }
  for (const answer of answers) {
    const drawn = draws.inAnswer(answer, ...args);
    if (typeof drawn !== 'string') continue;
    const hint = answer === undefined ? NO_RETURN : '';
    return { wrongForm: `${name} must be ${drawn}, but is ${describe(answer)}${hint}` };
  }
  if (!identical(answers.slice(0, repeated), answers.slice(-repeated))) {
    return { wrongForm: notRepeated };
  }
  const [yours, theirs] = [answers, expected].map((some) => counted(draws, args, some));
  if (![...yours.keys()].some((given) => theirs.has(given))) {
    return { wrongForm: `${name} has nothing in common with what tf.js draws` };
  }
  const { p, worst } = gTest(yours, theirs);
  const passed = p >= improbable;
  const at = `share of ${worst.drawn}${worst.given}`;
  const shares = { yours: worst.yours, expected: worst.expected };
  const inWords = `the ${at} is ${percent(worst.yours)}, but should be near ${percent(worst.expected)}`;
  return {
    rows: [
      {
        name,
        shape: `${sizeOf(yours).toLocaleString('en')} draws`,
        passed,
        largestDifference: Math.abs(worst.yours - worst.expected),
        probability: p,
        ...(!passed && { firstWrong: { at, ...shares }, instead: inWords }),
      },
    ],
  };
}

const counts = new WeakMap<readonly unknown[], Counts>();

/** What was drawn in all answers. They are held against many others, and counted once. */
function counted<Args extends readonly unknown[]>(
  draws: Draws<Args>,
  args: Args,
  answers: readonly unknown[],
): Counts {
  let known = counts.get(answers);
  if (known === undefined) {
    // The repeated ones are no draws of their own.
    const own = answers.length === lastOf(args).length ? answers.slice(0, -repeated) : answers;
    known = count(own.flatMap((answer) => draws.inAnswer(answer, ...args) as readonly Draw[]));
    counts.set(answers, known);
  }
  return known;
}

function lastOf(args: readonly unknown[]): readonly unknown[] {
  return args[args.length - 1] as readonly unknown[];
}

const notRepeated =
  'the same numbers were given twice, but led to different draws: all randomness must come from ' +
  'the argument, not from Math.random() or from what earlier calls have left behind';

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
