import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { plannedFolder, settingsFile } from '../course/folder.js';
import { CourseProblem } from '../course/problem.js';
import { readSettings, type CourseSettings } from '../course/settings.js';
import { lessonsIn } from '../notebook/lessons.js';
import { serialize } from '../notebook/notebook.js';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { tidyNotebook } from '../tidy/tidyNotebook.js';
import { filledNotebook } from './template.js';

/**
 * Writes the notebook of a new lesson into the teacher's folder, which is made where there is none.
 *
 * @param root the kit's folder
 * @param wish `attention` or, to choose the number, `30-attention`
 * @returns the notebook's path
 * @throws CourseProblem where the name or its number can't be used, or course.json is wrong
 */
export async function newLesson(root: string, wish: string): Promise<string> {
  const folder = plannedFolder(root);
  if (folder === undefined)
    throw new CourseProblem('UNROLLED_COURSE is empty: set it to the folder of your lessons');
  const parts = /^(?:(\d\d)-)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(wish);
  if (!parts) {
    throw new CourseProblem(
      `"${wish}" names no lesson: use lower-case letters, digits and hyphens, as in attention or 30-attention`,
    );
  }
  const settings = await readSettings(settingsFile(folder));
  const [, chosen, slug] = parts;
  const names = [join(root, 'notebooks'), join(folder, 'notebooks')].map(lessonsIn);
  const taken = (await Promise.all(names)).flat().map(({ name }) => name);
  const number = chosen ?? nextNumber(taken);
  const other = taken.find((name) => name.startsWith(`${number}-`));
  if (other !== undefined)
    throw new CourseProblem(`there is a lesson ${other}: choose another number`);
  const lesson = `${number}-${slug}`;
  const words = slug.replaceAll('-', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  const template = await filledNotebook('lesson.ipynb', { lesson, title });
  const heading = `# ${number} · ${title}`;
  const cells = template.cells.map((cell, i) =>
    i === 0 ? { ...cell, source: cell.source.replace(/^# .*/, heading) } : cell,
  );
  const { notebook } = tidyNotebook({ ...template, cells }, lesson, []);
  const path = join(folder, 'notebooks', `${lesson}.ipynb`);
  await mkdir(join(folder, 'notebooks'), { recursive: true });
  await writeAtomically(path, serialize(notebook));
  await enter(lesson, settings, root, folder);
  return path;
}

function nextNumber(taken: readonly string[]): string {
  const numbers = taken.map((name) => Number(name.slice(0, 2))).filter(Number.isInteger);
  const next = Math.max(-1, ...numbers) + 1;
  if (next > 99)
    throw new CourseProblem('number 99 is taken: choose a free one, as in 30-attention');
  return String(next).padStart(2, '0');
}

/** Begins a course.json, or adds the lesson to the list in it, where it has one. */
async function enter(
  lesson: string,
  { lessons }: CourseSettings,
  root: string,
  folder: string,
): Promise<void> {
  const file = settingsFile(folder);
  if (!existsSync(file)) {
    const $schema = relative(folder, join(root, 'docs', 'course.schema.json')).replaceAll(
      '\\',
      '/',
    );
    await write(file, { $schema });
  } else if (lessons !== undefined) {
    const before = JSON.parse(await readFile(file, 'utf8')) as object;
    await write(file, { ...before, lessons: [...lessons, lesson] });
  }
}

function write(file: string, settings: object): Promise<void> {
  return writeAtomically(file, `${JSON.stringify(settings, null, 2)}\n`);
}
