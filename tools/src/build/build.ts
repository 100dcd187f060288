import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readLesson, type LessonFile } from '../notebook/lessons.js';
import { roleOf } from '../notebook/metadata.js';
import { NotebookError, serialize, type Notebook } from '../notebook/notebook.js';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { describeProblem, tidyNotebook, type ExerciseOutline } from '../tidy/tidyNotebook.js';
import { execute } from './execute.js';
import { findLeaks, revealsTag } from './leaks.js';
import { writeAutograders } from './gradescope.js';
import { installCourse, writeAssignments } from './nbgrader.js';
import { writePages } from './pages.js';
import { copyPictures } from './pictures.js';
import { replaceFolder } from './replaceFolder.js';
import { studentCopy } from './studentCopy.js';
import { packStudentArchive } from './zip.js';

/** Why a build failed. */
export interface Problem {
  readonly lesson: string;
  /** Exercise, cell, or whatever narrows it down, and what is wrong. */
  readonly message: string;
}

/** What a notebook earned in one exercise. */
export interface ExerciseScore {
  readonly id: string;
  readonly score: number;
  readonly max: number;
  /** Why it is not the maximum. */
  readonly message: string;
}

/** Grades `submission` as a student's copy of `source`. */
export type Scorer = (source: Notebook, submission: Notebook) => Promise<readonly ExerciseScore[]>;

export interface BuildOptions {
  /** The course's folder; sources lie in its `notebooks/`. */
  readonly root: string;
  /** Where `student/`, `student.zip`, `solutions/`, `nbgrader/` and `gradescope/` go. */
  readonly out: string;
  readonly lessons: readonly LessonFile[];
  /** Whether other lessons, built earlier, stay. */
  readonly keepOthers: boolean;
  readonly parts: {
    readonly student: boolean;
    readonly solutions: boolean;
    readonly nbgrader: boolean;
    readonly gradescope: boolean;
  };
  /** All of the course. */
  readonly exercises: readonly ExerciseOutline[];
  /** Scores references and stubs; left out, nothing is scored. */
  readonly score?: Scorer;
  /** Hears what is being done. */
  readonly tell: (lesson: string, activity: string) => void;
  readonly signal?: AbortSignal;
}

interface Lesson {
  readonly name: string;
  readonly folder: string;
  readonly source: Notebook;
}

/**
 * Builds the students' notebooks, the executed solutions, a course for nbgrader, autograders for
 * Gradescope. Where anything is wrong, what the first step that fails finds is returned, and what was
 * built before stays as it was.
 *
 * @throws SeedError where autograders are built and the course's seed can't be used
 */
export async function build(options: BuildOptions): Promise<readonly Problem[]> {
  const { out, parts, keepOthers } = options;
  await mkdir(out, { recursive: true });
  const staging = await mkdtemp(join(out, '.new-'));
  const folder = async (part: string) => {
    const path = join(staging, part);
    await mkdir(path, { recursive: true });
    if (keepOthers) await copyIfThere(join(out, part), path);
    return path;
  };
  try {
    const problems: Problem[] = [];
    const lessons = await readLessons(options, problems);
    const student = parts.student ? await folder('student') : undefined;
    const solutions = parts.solutions ? await folder('solutions') : undefined;
    const nbgrader = parts.nbgrader ? await folder('nbgrader/source') : undefined;
    const gradescope = parts.gradescope ? await folder('gradescope') : undefined;
    // Each step says all that it finds wrong; the next, which takes longer, then need not begin.
    if (problems.length === 0 && student !== undefined)
      await buildStudent(lessons, student, options, problems);
    if (problems.length === 0 && options.score)
      await scoreAll(lessons, options.score, options, problems);
    if (problems.length === 0 && solutions !== undefined)
      await buildSolutions(lessons, solutions, options, problems);
    if (problems.length === 0 && nbgrader !== undefined)
      problems.push(...(await writeAssignments(lessons, nbgrader)));
    if (problems.length === 0 && gradescope !== undefined)
      await writeAutograders(withExercises(lessons, options), options.root, gradescope);
    if (problems.length > 0) return problems;
    if (student !== undefined) {
      const archive = await packStudentArchive(options.root, student);
      await replaceFolder(student, join(out, 'student'));
      await writeAtomically(join(out, 'student.zip'), archive);
    }
    if (solutions !== undefined) await replaceFolder(solutions, join(out, 'solutions'));
    if (nbgrader !== undefined) await installCourse(nbgrader, join(out, 'nbgrader'));
    if (gradescope !== undefined) await replaceFolder(gradescope, join(out, 'gradescope'));
    return [];
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The lessons that are fit to be built. */
async function readLessons(options: BuildOptions, problems: Problem[]): Promise<Lesson[]> {
  const lessons: Lesson[] = [];
  for (const file of options.lessons) {
    try {
      const source = await readLesson(options.root, file);
      const tidied = tidyNotebook(source, file.name, options.exercises);
      for (const problem of tidied.problems)
        problems.push({ lesson: file.name, message: describeProblem(problem) });
      if (tidied.problems.length > 0) continue;
      if (serialize(tidied.notebook) !== serialize(source)) {
        const message = 'the source is not in canonical form: run `npx unrolled tidy`';
        problems.push({ lesson: file.name, message });
        continue;
      }
      lessons.push({ name: file.name, folder: dirname(file.path), source });
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      problems.push({ lesson: file.name, message: error.message });
    }
  }
  return lessons;
}

function withExercises(lessons: readonly Lesson[], { exercises }: BuildOptions): Lesson[] {
  return lessons.filter(({ name }) => exercises.some(({ lesson }) => lesson === name));
}

async function buildStudent(
  lessons: readonly Lesson[],
  folder: string,
  { exercises, tell }: BuildOptions,
  problems: Problem[],
): Promise<void> {
  for (const { name, source, folder: from } of lessons) {
    tell(name, "writing the student's copy");
    const copy = studentCopy(source, exercises);
    for (const { exercise, cell, text } of findLeaks(source, copy)) {
      const message =
        `exercise ${exercise}: its solution stands in ${cell} of the student's notebook; take it ` +
        `out, or tag that cell ${revealsTag} if single lines are meant to be shown:\n${text}`;
      problems.push({ lesson: name, message });
    }
    for (const message of await copyPictures(source, from, folder))
      problems.push({ lesson: name, message });
    await writeFile(join(folder, `${name}.ipynb`), serialize(copy));
  }
}

async function scoreAll(
  lessons: readonly Lesson[],
  score: Scorer,
  options: BuildOptions,
  problems: Problem[],
): Promise<void> {
  const { exercises, tell } = options;
  const found = await Promise.all(
    withExercises(lessons, options).map(async ({ name, source }) => {
      tell(name, 'grading the reference and the stubs');
      const [reference, stubs] = await Promise.all([
        score(source, source),
        score(source, studentCopy(source, exercises)),
      ]);
      return [
        ...reference
          .filter(({ score, max }) => score !== max)
          .map(({ id, score, max, message }) => ({
            lesson: name,
            message: `exercise ${id}: the reference scores ${score} of ${max}: ${message}`,
          })),
        ...stubs
          .filter(({ score }) => score !== 0)
          .map(({ id, score, max }) => ({
            lesson: name,
            message: `exercise ${id}: the stub scores ${score} of ${max}, but must score nothing`,
          })),
      ];
    }),
  );
  problems.push(...found.flat());
}

async function buildSolutions(
  lessons: readonly Lesson[],
  folder: string,
  { tell, signal }: BuildOptions,
  problems: Problem[],
): Promise<void> {
  const executed: { name: string; notebook: Notebook }[] = [];
  for (const { name, source, folder: from } of lessons) {
    for (const message of await copyPictures(source, from, folder))
      problems.push({ lesson: name, message });
    const onCell = (started: number, of: number) => tell(name, `running cell ${started} of ${of}`);
    const path = join(folder, `${name}.ipynb`);
    const { notebook, failure } = await execute(source, path, { onCell, signal });
    if (failure) {
      const message = `${describeCell(source, failure.cell)} fails:\n${failure.message}`;
      problems.push({ lesson: name, message });
    }
    executed.push({ name, notebook });
  }
  if (problems.length > 0) return;
  tell('', 'writing the pages');
  await writePages(executed, folder, signal);
}

function describeCell(notebook: Notebook, id: string): string {
  const cell = notebook.cells.find((candidate) => candidate.id === id);
  const role = cell && roleOf(cell);
  return role && 'exercise' in role ? `exercise ${role.exercise}: cell ${id}` : `cell ${id}`;
}

async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await cp(from, to, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
