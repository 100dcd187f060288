import type { Random } from '../tensor/random';
import type { Draws } from './draws';

/** |a − b| ≤ absolute + relative · max|b|, entry by entry, b being the oracle's tensor. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
  /** Why just this much: shown to who asks. */
  readonly reason: string;
}

/** Part of an exercise that earns points of its own. */
export interface NamedCheck<
  Layers = unknown,
  Args extends readonly unknown[] = readonly unknown[],
> {
  /** Unique in its exercise, kebab-case: `ragged-lengths`. */
  readonly id: string;
  /** What is looked at, for a learner: "sequences of different lengths". */
  readonly title: string;
  readonly points: number;
  /** Argument lists for the learner's function, drawn afresh from `random`; sizes fit `layers`. */
  cases(random: Random, layers: Layers): Args[];
}

/** A mistake that people really make, named when a wrong answer equals what it produces. */
export interface Mistake<Args extends readonly unknown[] = readonly unknown[], Result = unknown> {
  /** Ends the sentence "This is what comes out when …". */
  readonly when: string;
  result(...args: Args): Result;
}

/**
 * One exercise: what the learner's function is given, the tf.js oracle that knows the answer, and
 * the mistakes that it can recognise. Arguments and results are plain data: numbers, strings,
 * booleans, null, Matrix, and arrays and plain objects of these, so that they can travel into the
 * grader's sandbox and back. Methods rather than function-valued fields, so that an exercise with
 * precise types is an `Exercise`.
 */
export interface Exercise<
  Layers = unknown,
  Args extends readonly unknown[] = readonly unknown[],
  Result = unknown,
> {
  /** Unique in the course, kebab-case: `rnn-forward`. Also the solution cell's grade_id. */
  readonly id: string;
  /** The notebook's name without its ending: `02-recurrent-networks`. */
  readonly lesson: string;
  /** The function that the learner writes: `rnnForward`. */
  readonly functionName: string;
  /** Its parameters' names, for messages. */
  readonly argumentNames: readonly string[];
  /** What a table of differences calls the result: `a` makes a sequence's entries a<1>, a<2>, … */
  readonly resultName: string;
  /** Names that the learner's code may import from `unrolled` while it is graded. */
  readonly allowed: readonly string[];
  readonly tolerance: Tolerance;
  readonly checks: readonly NamedCheck<Layers, Args>[];
  readonly mistakes: readonly Mistake<Args, Result>[];
  /**
   * Only where the function draws at random, and is judged by how often it draws what: then a case
   * is many calls, and a result is the list of all answers; the oracle may give more of them.
   */
  readonly draws?: Draws<Args>;
  /** Only of a teacher's own exercise: its file, and a digest of all that its course's checks are. */
  readonly own?: { readonly file: string; readonly version: string };
  /** Fresh tf.js layers of random size, as the notebook's graded cell passes them to `check`. */
  layers(random: Random): Layers;
  /**
   * The right answer, computed by tf.js.
   * @throws TypeError where `layers` are not the ones that this exercise compares with.
   */
  oracle(layers: Layers, ...args: Args): Result;
}
