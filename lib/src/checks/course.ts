import type { Exercise, NamedCheck } from './exercise';
import { exercises as kit } from './exercises';

/** What a teacher's course.json says of one exercise. */
export interface Choice {
  /** A whole number, shared out among its checks; or the points of single checks. */
  readonly points?: number | Readonly<Record<string, number>>;
  /** So many times as much may a result differ. */
  readonly tolerance?: number;
}

/** A teacher's exercises and choices. */
export interface CourseExercises {
  /** Those of the teacher, as their files have them. */
  readonly own: readonly Exercise[];
  /** By exercise. */
  readonly choices: Readonly<Record<string, Choice>>;
}

/**
 * What the environment variable UNROLLED_EXERCISES names: a module that exports
 * {@link CourseExercises}. The kernel compiles it where a teacher has a course, and sets the
 * variable before any cell runs.
 */
let course: readonly Exercise[] | undefined;

/**
 * An exercise of the course, with the points and the tolerance that it has there.
 * @throws RangeError that lists the known exercises where there is none of this id.
 */
export function exerciseById(id: string): Exercise {
  course ??= courseExercises();
  const exercise = course.find((candidate) => candidate.id === id);
  if (exercise === undefined) {
    throw new RangeError(`there is no exercise "${id}"; there are: ${idsOf(course)}`);
  }
  return exercise;
}

function courseExercises(): readonly Exercise[] {
  const path = process.env.UNROLLED_EXERCISES;
  if (path === undefined) return kit;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- known only when it runs
  const { own, choices } = require(path) as CourseExercises;
  return choose([...kit, ...own], choices);
}

/**
 * Exercises with a teacher's points and tolerances.
 * @throws RangeError naming the place in course.json, what was found there and what was expected
 */
export function choose(
  exercises: readonly Exercise[],
  choices: CourseExercises['choices'],
): readonly Exercise[] {
  for (const id of Object.keys(choices)) {
    if (exercises.some((exercise) => exercise.id === id)) continue;
    throw new RangeError(`exercises: found "${id}", but expected an exercise: ${idsOf(exercises)}`);
  }
  return exercises.map((exercise) =>
    Object.hasOwn(choices, exercise.id) ? chosen(exercise, choices[exercise.id]) : exercise,
  );
}

function chosen(exercise: Exercise, { points, tolerance: factor }: Choice): Exercise {
  const place = (field: string) => `exercises["${exercise.id}"].${field}`;
  const { absolute, relative, reason } = exercise.tolerance;
  const isExact = exercise.draws !== undefined || absolute + relative === 0;
  if (factor !== undefined && isExact) {
    throw new RangeError(
      `${place('tolerance')}: found ${factor}, but expected none: this exercise is judged without one`,
    );
  }
  return {
    ...exercise,
    checks: points === undefined ? exercise.checks : withPoints(exercise, points, place('points')),
    tolerance:
      factor === undefined
        ? exercise.tolerance
        : {
            absolute: times(absolute, factor),
            relative: times(relative, factor),
            reason: `${reason}; your teacher has multiplied what that takes by ${factor}`,
          },
  };
}

/** Without the digits that are only rounding: 1e-5 · 3 is 0.00003, not 0.000030000000000000004. */
function times(value: number, factor: number): number {
  return Number((value * factor).toPrecision(12));
}

function withPoints(
  { checks }: Exercise,
  points: NonNullable<Choice['points']>,
  place: string,
): NamedCheck[] {
  if (typeof points === 'number') {
    if (points < checks.length) {
      throw new RangeError(
        `${place}: found ${points}, but expected at least ${checks.length}, one for each check: ${idsOf(checks)}`,
      );
    }
    const shares = shareOut(points, checks);
    return checks.map((check, i) => ({ ...check, points: shares[i] }));
  }
  for (const id of Object.keys(points)) {
    if (checks.some((check) => check.id === id)) continue;
    throw new RangeError(
      `${place}: found "${id}", but expected a check of this exercise: ${idsOf(checks)}`,
    );
  }
  return checks.map((check) => ({ ...check, points: points[check.id] ?? check.points }));
}

/** Whole points for each check, near to what it has of all the points now, and at least one. */
function shareOut(total: number, checks: readonly NamedCheck[]): number[] {
  const sum = checks.reduce((all, { points }) => all + points, 0);
  const given = checks.map(() => 1);
  for (let left = total - checks.length; left > 0; left--) {
    // The next point goes where most is lacking.
    const lacking = checks.map(({ points }, i) => (total * points) / sum - given[i]);
    given[lacking.indexOf(Math.max(...lacking))]++;
  }
  return given;
}

function idsOf(all: readonly { readonly id: string }[]): string {
  return all.map(({ id }) => id).join(', ');
}
