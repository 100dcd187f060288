import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { NotebookError, parseNotebook, type Notebook } from './notebook.js';

/** The source of a lesson on disk. */
export interface LessonFile {
  /** The file's name without its ending: `02-recurrent-networks`. */
  readonly name: string;
  readonly path: string;
}

/**
 * The lessons of a course that are asked for, in its order.
 *
 * @param wanted numbers, names or paths (`02`, `02-recurrent-networks`, `notebooks/02-….ipynb`);
 *   with none, all lessons
 * @throws RangeError naming a wish that fits no lesson, and the lessons that there are
 */
export function selectLessons(
  lessons: readonly LessonFile[],
  wanted: readonly string[] = [],
): readonly LessonFile[] {
  if (wanted.length === 0) return lessons;
  const chosen = wanted.map((wish) => {
    const name = basename(wish, '.ipynb');
    const number = /^\d$/.test(name) ? `0${name}` : name;
    const lesson = lessons.find((l) => l.name === name || l.name.startsWith(`${number}-`));
    if (lesson) return lesson;
    const names = lessons.map((l) => l.name).join(', ');
    throw new RangeError(`there is no lesson ${wish}; there are ${names || 'none yet'}`);
  });
  return lessons.filter((lesson) => chosen.includes(lesson));
}

/**
 * The kit's own lessons, in `notebooks/`, in order.
 *
 * @param wanted as for {@link selectLessons}
 * @throws RangeError as {@link selectLessons} does
 */
export async function findLessons(
  root: string,
  wanted: readonly string[] = [],
): Promise<readonly LessonFile[]> {
  return selectLessons(await lessonsIn(join(root, 'notebooks')), wanted);
}

/** The notebooks of a folder by their names; none where there is no folder. */
export async function lessonsIn(folder: string): Promise<LessonFile[]> {
  const files = (await listed(folder)).filter((file) => file.endsWith('.ipynb')).sort();
  return files.map((file) => ({ name: basename(file, '.ipynb'), path: join(folder, file) }));
}

/** What an unpacked student.zip has none of. */
async function listed(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** @throws NotebookError that begins with the file's path under `root` */
export async function readLesson(root: string, { path }: LessonFile): Promise<Notebook> {
  try {
    return parseNotebook(await readFile(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    throw new NotebookError(`${relative(root, path)}: ${error.message}`);
  }
}
