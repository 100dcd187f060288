import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Command } from 'commander';
import { openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { counted } from '../grade/counted.js';
import { readLesson, selectLessons, type LessonFile } from '../notebook/lessons.js';
import { NotebookError, serialize } from '../notebook/notebook.js';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { describeProblem, tidyNotebook } from './tidyNotebook.js';

export const tidy = new Command('tidy')
  .description('Bring the sources of lessons, notebooks/*.ipynb, into their canonical form.')
  .argument('[lesson...]', 'numbers, names or paths: 02, 02-recurrent-networks (default: all)')
  .option('--check', 'change nothing; say what is not tidy')
  .addHelpText(
    'after',
    `
Removes outputs, counts and what editors leave in the metadata, gives cells readable ids, and
writes nbgrader's metadata as each cell's role asks. Reports what only an author can mend: an
exercise without its cells, a solution outside of a region, a picture without alternative text.

An author gives a cell its role in the notebook's metadata (in JupyterLab: the gears on the right):
  {"unrolled": {"role": "solution", "exercise": "rnn-forward"}}
  {"unrolled": {"role": "check", "exercise": "rnn-forward"}}
  {"unrolled": {"role": "setup"}}

Exit status: 0 all is tidy now; 1 something is left to mend, or with --check to tidy; 2 misuse.`,
  )
  .action(async (wanted: string[], { check = false }: { check?: boolean }, command: Command) => {
    const course = await openCourse(courseRoot);
    let lessons: readonly LessonFile[];
    try {
      lessons = selectLessons(course.lessons, wanted);
    } catch (error) {
      if (error instanceof RangeError) command.error(`error: ${error.message}`);
      throw error;
    }
    for (const lesson of lessons) {
      const path = relative(courseRoot, lesson.path);
      const complain = (problem: string) => {
        process.exitCode = 1;
        console.error(`${path}: ${problem}`);
      };
      try {
        const source = await readLesson(courseRoot, lesson);
        const { notebook, problems } = tidyNotebook(source, lesson.name, course.written);
        problems.map(describeProblem).forEach(complain);
        const text = serialize(notebook);
        if (text !== (await readFile(lesson.path, 'utf8'))) {
          if (check) complain('is not in canonical form: run `npx unrolled tidy`');
          else await writeAtomically(lesson.path, text);
        }
      } catch (error) {
        if (!(error instanceof NotebookError)) throw error;
        process.exitCode = 1;
        console.error(error.message);
      }
    }
    if (process.exitCode !== 1) console.log(`Tidy: ${counted(lessons.length, 'lesson')}.`);
  });
