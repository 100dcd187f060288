import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseById, exercises } from 'unrolled/checks';
import { studentCopy } from '../build/studentCopy.js';
import { courseRoot } from '../courseRoot.js';
import { Grader } from '../grade/grader.js';
import { readLesson } from '../grade/lesson.js';
import { printable } from '../grade/printable.js';
import { readNotebook } from '../grade/readNotebook.js';
import type { Grade } from '../grade/results.js';
import { lessonOf } from '../notebook/metadata.js';
import { type Notebook, parseNotebook } from '../notebook/notebook.js';

export const validate = new Command('validate')
  .description('Try your notebook as the grader will, before you hand it in.')
  .argument('<notebook>', 'such as work/02-recurrent-networks.ipynb')
  .addHelpText(
    'after',
    `
Tells what is missing, what was changed that must not be, and which checks fail: from a fresh start,
cell by cell, in the cases that the notebook shows. When it is graded, hidden cases come on top.

Your code runs on this computer with limits of time and memory, but without a sandbox.

Exit status: 0 all checks pass; 1 some don't; 2 misuse.`,
  )
  .action(async (path: string, _flags: object, command: Command) => {
    const fail = (problem: string) => command.error(`error: ${path}: ${problem}`);
    const notebook = await read(path).catch((error: Error) => fail(error.message));
    const source = await lessonSource(lessonOf(notebook)?.lesson);
    if (source === undefined) return fail('it is none of the lessons of this course');
    const lesson = readLesson(source, studentCopy(source, exercises), exercises);
    if (lesson.exercises.length === 0) return fail('it has no exercises');
    const grader = await Grader.start({ sandbox: 'none', jobs: 1 });
    try {
      const grade = await grader.grade(lesson, notebook);
      for (const line of report(lesson.id, grade)) console.log(printable(line));
      if (grade.score < grade.max) process.exitCode = 1;
    } finally {
      await grader.close();
    }
  });

async function read(path: string): Promise<Notebook> {
  return readNotebook(await readFile(path));
}

/** The lesson's source; in an unpacked student.zip, which has none, the copy that was handed out. */
async function lessonSource(id = ''): Promise<Notebook | undefined> {
  if (!/^[\w-]+$/.test(id)) return undefined;
  for (const folder of ['notebooks', 'build/student']) {
    try {
      return parseNotebook(await readFile(join(courseRoot, folder, `${id}.ipynb`), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

function report(lesson: string, grade: Grade): string[] {
  const lines = grade.exercises.flatMap(({ id, score, max, status, message }) => [
    `  ${status === 'passed' ? '✓' : '✗'} ${exerciseById(id).functionName}: ${score} of ${max} points`,
    ...(status === 'passed' ? [] : message.split('\n').map((line) => `      ${line}`)),
  ]);
  const notes = grade.notes.map((note) => `  Note: ${note}`);
  const points = `${grade.score} of ${grade.max} points in the cases of the notebook`;
  return [`${lesson}: ${points}`, ...lines, ...notes];
}
