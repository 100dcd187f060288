import { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { studentCopy } from '../build/studentCopy.js';
import { withPoints } from '../build/withPoints.js';
import { openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { type LessonFile, readLesson, selectLessons } from '../notebook/lessons.js';
import { serialize } from '../notebook/notebook.js';
import { startAfresh } from '../start/handOut.js';
import { Problem } from '../start/problem.js';

export const reset = new Command('reset')
  .description('Begin a lesson again: put a clean copy into work/, and keep yours beside it.')
  .argument('<lesson>', 'by number or name: 05, 05-language-models')
  .addHelpText(
    'after',
    `
Your notebook is renamed, never deleted: work/05-language-models.ipynb becomes
work/05-language-models.2026-11-30.ipynb, with today's date.

Where the lesson is open in JupyterLab, close its tab without saving, and open it again.

Exit status: 0 the lesson is as it was handed out; 2 misuse.`,
  )
  .action(async (wanted: string, _flags: object, command: Command) => {
    const fail = (problem: string) => command.error(`error: ${problem}`);
    const { given, written, exercises } = await openCourse(courseRoot);
    let lesson: LessonFile;
    try {
      [lesson] = selectLessons(given, [wanted]);
    } catch (error) {
      if (error instanceof RangeError) return fail(error.message);
      throw error;
    }
    const name = `${lesson.name}.ipynb`;
    const source = await readLesson(courseRoot, lesson);
    const copy = studentCopy(withPoints(source, lesson.name, written, exercises), exercises);
    const clean = Buffer.from(serialize(copy));
    const folder = join(courseRoot, 'work');
    if (existsSync(join(folder, name)) && readFileSync(join(folder, name)).equals(clean)) {
      console.log(`work/${name} is as it was handed out: nothing to do.`);
      return;
    }
    try {
      const record = join(courseRoot, '.unrolled', 'handed-out.json');
      const old = await startAfresh(name, clean, folder, record, dayOf(new Date()));
      if (old !== undefined) console.log(`work/${old}: your notebook as it was.`);
      console.log(`work/${name}: a clean copy. If it is open in JupyterLab, close its tab without`);
      console.log('saving, and open it again.');
    } catch (error) {
      if (error instanceof Problem) return fail(error.message);
      throw error;
    }
  });

/** By the learner's clock: `2026-11-30`. */
function dayOf(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((n) => `${n}`.padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}
