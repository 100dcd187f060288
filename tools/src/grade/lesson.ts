import type { Exercise } from 'unrolled/checks';
import { studentCopy } from '../build/studentCopy.js';
import type { Course } from '../course/course.js';
import { type LessonFile, readLesson as readSource, selectLessons } from '../notebook/lessons.js';
import { lessonOf, roleOf } from '../notebook/metadata.js';
import type { Notebook } from '../notebook/notebook.js';

/** A lesson as the grader needs it. */
export interface Lesson {
  /** The notebook's name without its ending. */
  readonly id: string;
  readonly source: Notebook;
  /** What students were given: the source with its solutions taken out. */
  readonly student: Notebook;
  /** In the notebook's order. */
  readonly exercises: readonly Exercise[];
}

/** A lesson's source contradicts itself or the course's exercises; the message says where. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
}

/**
 * Reads a lesson from disk.
 * @throws NotebookError where the file is no notebook, LessonError as {@link readLesson} does.
 */
export async function loadLesson(
  root: string,
  file: LessonFile,
  exercises: readonly Exercise[],
): Promise<Lesson> {
  const source = await readSource(root, file);
  return readLesson(source, studentCopy(source, exercises), exercises);
}

/**
 * Reads the lessons of a course that have exercises.
 *
 * @param names or numbers of lessons; none for all.
 * @throws RangeError for a lesson that there isn't; see {@link loadLesson}.
 */
export async function lessonsToGrade(
  { root, lessons, exercises }: Course,
  names: readonly string[] = [],
): Promise<Lesson[]> {
  const found: Lesson[] = [];
  for (const file of selectLessons(lessons, names)) {
    const lesson = await loadLesson(root, file, exercises);
    if (lesson.exercises.length > 0) found.push(lesson);
  }
  return found;
}

/**
 * Finds a lesson's exercises in its source.
 * @throws LessonError where an exercise is unknown, or has not exactly one solution cell followed
 *   by one graded cell.
 */
export function readLesson(
  source: Notebook,
  student: Notebook,
  exercises: readonly Exercise[],
): Lesson {
  const id = lessonOf(source)?.lesson;
  if (id === undefined) throw new LessonError('the notebook does not say which lesson it is');
  const inOrder: Exercise[] = [];
  const solutions = new Set<string>();
  for (const cell of source.cells) {
    const role = roleOf(cell);
    if (role === undefined || role.role === 'setup') continue;
    const fail = (problem: string) => {
      throw new LessonError(`${id}, cell ${cell.id}: ${problem}`);
    };
    const exercise = exercises.find((candidate) => candidate.id === role.exercise);
    if (exercise === undefined) return fail(`there is no exercise "${role.exercise}"`);
    if (role.role === 'solution') {
      if (solutions.has(exercise.id)) fail(`a second solution cell of ${exercise.id}`);
      solutions.add(exercise.id);
    } else {
      if (!solutions.has(exercise.id)) fail(`no solution cell of ${exercise.id} stands above`);
      if (inOrder.includes(exercise)) fail(`a second graded cell of ${exercise.id}`);
      inOrder.push(exercise);
    }
  }
  const unchecked = [...solutions].filter((name) => !inOrder.some((e) => e.id === name));
  if (unchecked.length > 0) throw new LessonError(`${id}: no graded cell of ${unchecked.join()}`);
  return { id, source, student, exercises: inOrder };
}

/** The points that a lesson gives. */
export function pointsOf(
  exercises: readonly { readonly checks: readonly { readonly points: number }[] }[],
): number {
  return exercises.flatMap(({ checks }) => checks).reduce((sum, check) => sum + check.points, 0);
}

/** What a teacher may have changed of these exercises; all else that judges is the kit's code. */
export function choicesIn(
  exercises: readonly (Partial<Pick<Exercise, 'tolerance' | 'own'>> & {
    readonly checks: readonly { readonly points: number }[];
  })[],
): string {
  const choices = exercises.map(({ tolerance, checks, own }) => [
    tolerance,
    checks.map(({ points }) => points),
    own?.version,
  ]);
  return JSON.stringify(choices);
}
