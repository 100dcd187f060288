import { Command } from 'commander';
import { courseRoot } from '../courseRoot.js';
import { findLessons } from '../notebook/lessons.js';
import { NotebookError } from '../notebook/notebook.js';
import { describe } from './finding.js';

export const lint = new Command('lint')
  .description('Check the sources of lessons for all that can be seen without running them.')
  .argument('[lesson...]', 'numbers, names or paths: 02, 02-recurrent-networks (default: all)')
  .addHelpText(
    'after',
    `
Types: every cell under strict TypeScript, as the kernel joins cells, with the solutions and with the
students' stubs. Metadata and ids, as \`unrolled tidy\` wants them. Links, from one lesson to another,
to headings and to files. Hints: one to three at each exercise. Drawings and plots: words for those
who can't see them. Spelling: British English and notebooks/words.txt.

Exit status: 0 nothing is wrong; 1 something is; 2 misuse.`,
  )
  .action(async (wanted: string[], _flags: object, command: Command) => {
    // The compiler and the dictionary take a second to load: not for `--help`.
    const [{ exercises }, { readCourse }, { lint: findings }] = await Promise.all([
      import('unrolled/checks'),
      import('./course.js'),
      import('./lint.js'),
    ]);
    try {
      const names = (await findLessons(courseRoot, wanted)).map(({ name }) => name);
      const course = await readCourse(courseRoot, exercises);
      const lessons = course.lessons.filter(({ name }) => names.includes(name));
      let count = 0;
      for await (const finding of findings(course, lessons)) {
        count++;
        console.log(describe(finding));
      }
      if (count > 0) console.log(`\n${count} to mend.`);
      else console.log(`Nothing to mend in ${names.join(', ')}.`);
      process.exitCode = count > 0 ? 1 : 0;
    } catch (error) {
      if (error instanceof RangeError) command.error(`error: ${error.message}`);
      if (!(error instanceof NotebookError)) throw error;
      console.log(error.message);
      process.exitCode = 1;
    }
  });
