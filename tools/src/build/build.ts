import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CourseSettings } from '../course/settings.js';
import { choicesIn } from '../grade/lesson.js';
import { readLesson, type LessonFile } from '../notebook/lessons.js';
import { NotebookError, parseNotebook, serialize, type Notebook } from '../notebook/notebook.js';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { describeProblem, tidyNotebook, type ExerciseOutline } from '../tidy/tidyNotebook.js';
import type { ApiReference } from './api.js';
import { keyOf, type Kept } from './kept.js';
import { findLeaks, revealsTag } from './leaks.js';
import { writeAutograders } from './gradescope.js';
import { findBrokenLinks } from './links.js';
import { installCourse, writeAssignments } from './nbgrader.js';
import { copyPictures } from './pictures.js';
import { replaceFolder } from './replaceFolder.js';
import { writeSite, type Site } from './site.js';
import { solve, type NamedNotebook } from './solve.js';
import { studentCopy } from './studentCopy.js';
import { versionOfGrader } from './versions.js';
import { withPoints } from './withPoints.js';
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
  readonly course: BuiltCourse;
  /** Where `student/`, `student.zip`, `solutions/`, `site/`, `nbgrader/` and `gradescope/` go. */
  readonly out: string;
  readonly lessons: readonly LessonFile[];
  /** Whether other lessons, built earlier, stay. */
  readonly keepOthers: boolean;
  readonly parts: {
    readonly student: boolean;
    readonly solutions: boolean;
    readonly site: boolean;
    readonly nbgrader: boolean;
    readonly gradescope: boolean;
  };
  /** Scores references and stubs; left out, nothing is scored. */
  readonly score?: Scorer;
  /** Makes the site's API reference; left out, the site has none. */
  readonly makeApi?: () => Promise<ApiReference>;
  /** What earlier builds made, and this one need not make again. */
  readonly kept?: Kept;
  /** How many lessons are executed at a time. */
  readonly jobs: number;
  /** Hears what is being done. */
  readonly tell: (lesson: string, activity: string) => void;
  /** Hears how many cells of all that have to be executed were. */
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** What a build needs to know of a `Course`. */
export interface BuiltCourse {
  /** The kit's folder. */
  readonly root: string;
  /** The teacher's own, where there is one. */
  readonly folder?: string;
  /** In its order. */
  readonly lessons: readonly LessonFile[];
  /** Those that are there, but not in the course: links may lead to them. */
  readonly leftOut: readonly LessonFile[];
  readonly exercises: readonly ExerciseOutline[];
  /** The same with the points of their files, which sources show. */
  readonly written: readonly ExerciseOutline[];
  readonly settings?: CourseSettings;
}

interface Lesson {
  readonly name: string;
  readonly folder: string;
  readonly source: Notebook;
}

/**
 * Builds the students' notebooks, the executed solutions, the site, a course for nbgrader, autograders for
 * Gradescope. Where anything is wrong, what the first step that fails finds is returned, and what was
 * built before stays as it was.
 *
 * @throws SeedError where autograders are built and the course's seed can't be used
 */
export async function build(options: BuildOptions): Promise<readonly Problem[]> {
  const { out, parts, keepOthers } = options;
  await mkdir(out, { recursive: true });
  const staging = await mkdtemp(join(out, '.new-'));
  const emptyFolder = async (part: string) => {
    const path = join(staging, part);
    await mkdir(path, { recursive: true });
    return path;
  };
  const folder = async (part: string) => {
    const path = await emptyFolder(part);
    if (keepOthers) await copyIfThere(join(out, part), path);
    return path;
  };
  try {
    const problems: Problem[] = [];
    const lessons = await readLessons(options, problems);
    const student = parts.student ? await folder('student') : undefined;
    // Their pages lead to one another: those of other lessons are made again, too.
    const solutions = parts.solutions ? await emptyFolder('solutions') : undefined;
    const site = parts.site ? await emptyFolder('site') : undefined;
    const nbgrader = parts.nbgrader ? await folder('nbgrader/source') : undefined;
    const gradescope = parts.gradescope ? await folder('gradescope') : undefined;
    // Each step says all that it finds wrong; the next, which takes longer, then need not begin.
    if (problems.length === 0 && student !== undefined)
      await buildStudent(lessons, student, options, problems);
    if (problems.length === 0 && options.score)
      await scoreAll(lessons, options.score, options, problems);
    if (problems.length === 0 && (solutions ?? site) !== undefined) {
      const workshop = await emptyFolder('run');
      const executed = await executeAll(lessons, workshop, options, problems);
      if (problems.length === 0 && solutions !== undefined)
        await buildSolutions(executed, solutions, options, problems);
      if (problems.length === 0 && site !== undefined)
        await buildSite(executed, site, options, problems);
    }
    if (problems.length === 0 && nbgrader !== undefined)
      problems.push(...(await writeAssignments(lessons, nbgrader)));
    if (problems.length === 0 && gradescope !== undefined)
      await writeAutograders(withExercises(lessons, options), options.course, gradescope);
    if (problems.length > 0) return problems;
    if (student !== undefined) {
      const archive = await packStudentArchive(options.course, student);
      await replaceFolder(student, join(out, 'student'));
      await writeAtomically(join(out, 'student.zip'), archive);
    }
    if (solutions !== undefined) await replaceFolder(solutions, join(out, 'solutions'));
    if (site !== undefined) await replaceFolder(site, join(out, 'site'));
    if (nbgrader !== undefined) await installCourse(nbgrader, join(out, 'nbgrader'));
    if (gradescope !== undefined) await replaceFolder(gradescope, join(out, 'gradescope'));
    return [];
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The lessons that are fit to be built. */
async function readLessons(
  { course: { root, written, exercises }, ...options }: BuildOptions,
  problems: Problem[],
): Promise<Lesson[]> {
  const lessons: Lesson[] = [];
  for (const file of options.lessons) {
    try {
      const source = await readLesson(root, file);
      const tidied = tidyNotebook(source, file.name, written);
      for (const problem of tidied.problems)
        problems.push({ lesson: file.name, message: describeProblem(problem) });
      if (tidied.problems.length > 0) continue;
      if (serialize(tidied.notebook) !== serialize(source)) {
        const message = 'the source is not in canonical form: run `npx unrolled tidy`';
        problems.push({ lesson: file.name, message });
        continue;
      }
      const built = withPoints(source, file.name, written, exercises);
      lessons.push({ name: file.name, folder: dirname(file.path), source: built });
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      problems.push({ lesson: file.name, message: error.message });
    }
  }
  return lessons;
}

function withExercises(
  lessons: readonly Lesson[],
  { course: { exercises } }: BuildOptions,
): Lesson[] {
  return lessons.filter(({ name }) => exercises.some(({ lesson }) => lesson === name));
}

async function buildStudent(
  lessons: readonly Lesson[],
  folder: string,
  { course: { exercises }, tell }: BuildOptions,
  problems: Problem[],
): Promise<void> {
  for (const { name, source, folder: from } of lessons) {
    tell(name, "writing the student's copy");
    const copy = studentCopy(source, exercises);
    problems.push(...leaksOf(name, source, copy, "the student's notebook"));
    for (const message of await copyPictures(source, from, folder))
      problems.push({ lesson: name, message });
    await writeFile(join(folder, `${name}.ipynb`), serialize(copy));
  }
}

function leaksOf(lesson: string, source: Notebook, copy: Notebook, what: string): Problem[] {
  return findLeaks(source, copy).map(({ exercise, cell, text }) => ({
    lesson,
    message:
      `exercise ${exercise}: its solution stands in ${cell} of ${what}; take it ` +
      `out, or tag that cell ${revealsTag} if single lines are meant to be shown:\n${text}`,
  }));
}

async function scoreAll(
  lessons: readonly Lesson[],
  score: Scorer,
  options: BuildOptions,
  problems: Problem[],
): Promise<void> {
  const { course, kept, tell } = options;
  const { exercises } = course;
  const version = kept && (await versionOfGrader());
  const found = await Promise.all(
    withExercises(lessons, options).map(async ({ name, source }): Promise<Problem[]> => {
      const own = exercises.filter(({ lesson }) => lesson === name);
      const copy = studentCopy(source, exercises);
      const key = keyOf(String(version), serialize(source), serialize(copy), choicesIn(own));
      if ((await kept?.get(`scored/${name}`, key)) !== undefined) return [];
      tell(name, 'grading the reference and the stubs');
      const [reference, stubs] = await Promise.all([score(source, source), score(source, copy)]);
      const wrong = [
        ...reference
          .filter(({ score, max }) => score !== max)
          .map(
            ({ id, score, max, message }) =>
              `exercise ${id}: the reference scores ${score} of ${max}: ${message}`,
          ),
        ...stubs
          .filter(({ score }) => score !== 0)
          .map(
            ({ id, score, max }) =>
              `exercise ${id}: the stub scores ${score} of ${max}, but must score nothing`,
          ),
      ];
      if (wrong.length === 0) await kept?.set(`scored/${name}`, key, 'as it must');
      return wrong.map((message) => ({ lesson: name, message }));
    }),
  );
  problems.push(...found.flat());
}

/** The lessons executed, and, where others stay, those that were executed earlier. */
async function executeAll(
  lessons: readonly Lesson[],
  workshop: string,
  options: BuildOptions,
  problems: Problem[],
): Promise<NamedNotebook[]> {
  const sources = lessons.map(({ name, source }) => ({ name, notebook: source }));
  const executed = await solve(
    sources,
    workshop,
    (lesson, message) => problems.push({ lesson, message }),
    options,
  );
  if (!options.keepOthers) return executed;
  const { lessons: all } = options.course;
  const others = all.filter(({ name }) => lessons.every((lesson) => lesson.name !== name));
  for (const { name } of others) {
    const path = join(options.out, 'solutions', `${name}.ipynb`);
    if (existsSync(path))
      executed.push({ name, notebook: parseNotebook(await readFile(path, 'utf8')) });
  }
  const rank = ({ name }: NamedNotebook) => all.findIndex((lesson) => lesson.name === name);
  return executed.sort((one, other) => rank(one) - rank(other));
}

/** The executed lessons as notebooks and as pages, for the teacher. */
async function buildSolutions(
  executed: readonly NamedNotebook[],
  folder: string,
  options: BuildOptions,
  problems: Problem[],
): Promise<void> {
  for (const { name, notebook } of executed)
    await writeFile(join(folder, `${name}.ipynb`), serialize(notebook));
  const site = {
    title: 'Unrolled: the solutions',
    introduction: 'The lessons as they come out with the reference solutions. **For teachers.**',
    solutionLabel: 'Solution',
    lessons: executed,
    exercises: options.course.exercises,
  };
  await writePages(site, 'solutions', folder, options, problems);
}

/** The lessons for everybody: without the solutions, but with what comes out of them. */
async function buildSite(
  executed: readonly NamedNotebook[],
  folder: string,
  options: BuildOptions,
  problems: Problem[],
): Promise<void> {
  const { makeApi, tell } = options;
  const { exercises } = options.course;
  const lessons = executed.map(({ name, notebook }) => {
    const copy = studentCopy(notebook, exercises);
    problems.push(...leaksOf(name, notebook, copy, 'the site'));
    // Outputs give away no more than a student sees below the same cells.
    const cells = notebook.cells.map((cell, i) => ({ ...cell, source: copy.cells[i].source }));
    return { name, notebook: { ...notebook, cells } };
  });
  if (problems.length > 0) return;
  if (makeApi) tell('', 'the API reference');
  const site = {
    title: 'Unrolled',
    introduction:
      'Sequence models from scratch, in TypeScript: the lessons of the course to read. What stands ' +
      'below a cell is what it shows once the exercises before it are solved; the exercises are ' +
      'yours, in Jupyter.',
    solutionLabel: 'Exercise',
    lessons,
    exercises,
    api: await makeApi?.(),
  };
  await writePages(site, 'site', folder, options, problems);
}

async function writePages(
  site: Site,
  part: string,
  folder: string,
  { course, kept, jobs, keepOthers, tell, signal }: BuildOptions,
  problems: Problem[],
): Promise<void> {
  tell('', `the pages of build/${part}`);
  for (const { name, notebook } of site.lessons) {
    const from = dirname(course.lessons.find((lesson) => lesson.name === name)!.path);
    for (const message of await copyPictures(notebook, from, folder))
      problems.push({ lesson: name, message });
  }
  await writeSite(site, folder, { kept: kept?.in(part), jobs, signal });
  const unbuilt = [...course.leftOut, ...(keepOthers ? course.lessons : [])];
  const absent = new Set(unbuilt.map(({ name }) => `${name}.html`));
  for (const { page, message } of await findBrokenLinks(folder, absent))
    problems.push({ lesson: `build/${part}/${page}`, message });
}

async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await cp(from, to, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
