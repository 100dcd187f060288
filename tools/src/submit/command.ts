import { Command } from 'commander';
import { zipSync } from 'fflate';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { printable } from '../grade/printable.js';
import { largestNotebook } from '../grade/submissions.js';
import { ArchiveError, unpackNotebooks } from '../grade/unpack.js';
import { type LessonFile, selectLessons } from '../notebook/lessons.js';
import { writeAtomically } from '../notebook/writeAtomically.js';
import {
  inOneLine,
  type LessonProgress,
  measureProgress,
  workFolder,
} from '../progress/progress.js';
import { tellTrials } from '../progress/tellTrials.js';
import { NameError, studentName } from './name.js';

interface Flags {
  readonly name?: string;
  readonly out: string;
}

export const submit = new Command('submit')
  .description('Pack your notebooks into one file, to hand in.')
  .argument('[lesson...]', 'by number or name (default: all that you have begun)')
  .option('--name <name>', "yours (default: it asks, or takes git's or your user's)")
  .option('--out <folder>', 'where the file goes', workFolder)
  .addHelpText(
    'after',
    `
Makes <name>.zip, which \`unrolled grade\` takes, of what is saved in work/. It says which exercises
don't pass yet, as \`unrolled progress\` does, and packs them all the same.

Exit status: 0 the file is made; 2 misuse.

Example:
  npx unrolled submit 02 03 --name "Ada Lovelace"`,
  )
  .action(async (wanted: string[], { name, out }: Flags, command: Command) => {
    try {
      const student = await studentName(name);
      const lessons = await lessonsToPack(wanted);
      const path = await pack(lessons, student.name, resolve(out));
      const shown = relative(process.cwd(), path) || path;
      console.log(printable(`${shown}: handed in as ${student.name}, ${student.origin}.`));
      for (const lesson of lessons) for (const line of report(lesson)) console.log(printable(line));
    } catch (error) {
      if (!isMisuse(error)) throw error;
      command.error(`error: ${printable(error.message)}`);
    }
  });

function isMisuse(error: unknown): error is Error {
  return [RangeError, NameError, ArchiveError].some((kind) => error instanceof kind);
}

type Packable = LessonProgress & { readonly content: Uint8Array };

/** @throws RangeError where there is nothing to hand in, or not what was asked for. */
async function lessonsToPack(wanted: readonly string[]): Promise<Packable[]> {
  const course = await openCourse(courseRoot);
  const files = selectLessons(course.given, wanted);
  const all = await measureProgress(course, files, tellTrials);
  if (wanted.length > 0) requireAll(files, all);
  const begun = all.filter(({ state }) => wanted.length > 0 || state.kind !== 'not begun');
  if (begun.length === 0) {
    throw new RangeError('nothing to hand in: no exercise in work/ is written yet');
  }
  return begun.filter((lesson): lesson is Packable => lesson.content !== undefined);
}

function requireAll(files: readonly LessonFile[], all: readonly LessonProgress[]): void {
  for (const { name } of files) {
    const found = all.find(({ lesson }) => lesson.id === name);
    if (found === undefined) throw new RangeError(`${name} has no exercises to hand in`);
    if (found.content === undefined) throw new RangeError(`work/${name}.ipynb is not there`);
  }
}

/** @throws ArchiveError where the grader could not take it. */
async function pack(lessons: readonly Packable[], name: string, folder: string): Promise<string> {
  const files = lessons.map(({ lesson, content }) => [`${lesson.id}.ipynb`, content] as const);
  const archive = zipSync(Object.fromEntries(files));
  try {
    unpackNotebooks(archive, largestNotebook);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const advice = 'In JupyterLab, Edit > Clear Outputs of All Cells, save, and run this again';
    throw new ArchiveError(`the grader would not take the file: ${error.message}. ${advice}`);
  }
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.zip`);
  await writeAtomically(path, archive);
  return path;
}

function report({ lesson, state }: Packable): string[] {
  const file = `  ${lesson.id}.ipynb`;
  const all = lesson.exercises.length;
  switch (state.kind) {
    case 'not begun':
      return [`${file}: nothing is written in it yet`];
    case 'untried':
      return [`${file}: Warning: ${state.problem}`];
    case 'begun': {
      const open = state.grade.exercises.filter(({ status }) => status !== 'passed');
      if (open.length === 0) return [`${file}: ${all} of ${all} exercises pass`];
      const head = `${file}: Warning: ${open.length} of ${all} exercises don't pass yet`;
      return [head, ...open.map((exercise) => `      ${inOneLine(lesson, exercise)}`)];
    }
  }
}
