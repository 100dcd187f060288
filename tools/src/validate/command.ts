import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { type Lesson, loadLesson } from '../grade/lesson.js';
import { printable } from '../grade/printable.js';
import { readNotebook } from '../grade/readNotebook.js';
import type { Grade } from '../grade/results.js';
import { lessonOf } from '../notebook/metadata.js';
import type { Notebook } from '../notebook/notebook.js';
import { Trials } from '../trial/trials.js';

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
    const id = lessonOf(notebook)?.lesson;
    const course = await openCourse(courseRoot);
    const file = course.given.find(({ name }) => name === id);
    if (file === undefined) return fail('it is none of the lessons of this course');
    const lesson = await loadLesson(courseRoot, file, course.exercises);
    if (lesson.exercises.length === 0) return fail('it has no exercises');
    const trials = await Trials.open();
    try {
      const grade = await trials.run(lesson, notebook);
      for (const line of report(lesson, grade)) console.log(printable(line));
      if (grade.score < grade.max) process.exitCode = 1;
    } finally {
      await trials.close();
    }
  });

async function read(path: string): Promise<Notebook> {
  return readNotebook(await readFile(path));
}

function report({ id: lesson, exercises }: Lesson, grade: Grade): string[] {
  const nameOf = (id: string) => exercises.find((exercise) => exercise.id === id)?.functionName;
  const lines = grade.exercises.flatMap(({ id, score, max, status, message }) => [
    `  ${status === 'passed' ? '✓' : '✗'} ${nameOf(id)}: ${score} of ${max} points`,
    ...(status === 'passed' ? [] : message.split('\n').map((line) => `      ${line}`)),
  ]);
  const notes = grade.notes.map((note) => `  Note: ${note}`);
  const points = `${grade.score} of ${grade.max} points in the cases of the notebook`;
  return [`${lesson}: ${points}`, ...lines, ...notes];
}
