import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Course } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { CourseError } from '../grade/compilePlan.js';
import { type Lesson, loadLesson } from '../grade/lesson.js';
import { readNotebook } from '../grade/readNotebook.js';
import { rebuild } from '../grade/rebuild.js';
import type { ExerciseResult, Grade } from '../grade/results.js';
import { SubmissionError } from '../grade/submissionError.js';
import type { LessonFile } from '../notebook/lessons.js';
import type { Notebook } from '../notebook/notebook.js';
import { Trials } from '../trial/trials.js';

/** How far the learner is with a lesson that has exercises. */
export interface LessonProgress {
  readonly lesson: Lesson;
  /** The notebook's bytes as they were looked at; undefined where there is no notebook. */
  readonly content?: Uint8Array;
  readonly state:
    /** There is no notebook, or nothing was written in it. */
    | { readonly kind: 'not begun' }
    /** What its exercises earn in the cases that the notebook shows. */
    | { readonly kind: 'begun'; readonly grade: Grade }
    /** It could not be tried; the problem says why, and what to do. */
    | { readonly kind: 'untried'; readonly problem: string };
}

/** Where the learner's notebooks are. */
export const workFolder = join(courseRoot, 'work');

/**
 * Tries the learner's notebooks of these lessons, as they are on disk; those without exercises are
 * left out. Notebooks that have not changed since they were last tried cost nothing.
 *
 * @param onTrial hears how many of the notebooks that have to run are done
 * @throws LessonError, NotebookError where a lesson's source is broken
 */
export async function measureProgress(
  { root, exercises }: Course,
  files: readonly LessonFile[],
  onTrial: (done: number, of: number) => void,
): Promise<LessonProgress[]> {
  const all = await Promise.all(files.map((file) => loadLesson(root, file, exercises)));
  const lessons = all.filter((lesson) => lesson.exercises.length > 0);
  const trials = await Trials.open();
  let [done, toRun] = [0, 0];
  try {
    return await Promise.all(
      lessons.map(async (lesson): Promise<LessonProgress> => {
        const content = await readIfThere(join(workFolder, `${lesson.id}.ipynb`));
        if (content === undefined) return { lesson, state: { kind: 'not begun' } };
        let notebook: Notebook;
        try {
          notebook = readNotebook(content);
        } catch (error) {
          if (!(error instanceof SubmissionError)) throw error;
          const problem = `${error.message}. Save it again in JupyterLab.`;
          return { lesson, content, state: { kind: 'untried', problem } };
        }
        if (!isBegun(lesson, notebook)) return { lesson, content, state: { kind: 'not begun' } };
        let grade = await trials.known(lesson, notebook);
        if (grade === undefined) {
          onTrial(done, ++toRun);
          try {
            grade = await trials.run(lesson, notebook);
          } catch (error) {
            if (!(error instanceof CourseError)) throw error;
            const problem = `the lesson's own cells fail: ${error.message}. Try again.`;
            return { lesson, content, state: { kind: 'untried', problem } };
          } finally {
            onTrial(++done, toRun);
          }
        }
        return { lesson, content, state: { kind: 'begun', grade } };
      }),
    );
  } finally {
    await trials.close();
  }
}

/** What is wrong with an exercise, in a line that names its function. */
export function inOneLine({ exercises }: Lesson, { id, message }: ExerciseResult): string {
  const { functionName } = exercises.find((exercise) => exercise.id === id)!;
  const [line] = message.split('\n');
  return line.startsWith(functionName) ? line : `${functionName}: ${line}`;
}

/** Whether anything was written: into a solution cell, or into a cell of the learner's own. */
function isBegun(lesson: Lesson, notebook: Notebook): boolean {
  return rebuild(lesson, notebook).cells.some(
    (cell) => cell.kind === 'added' || (cell.kind === 'solution' && cell.written),
  );
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
