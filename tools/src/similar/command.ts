import { Command, InvalidArgumentError } from 'commander';
import { openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { counted } from '../grade/counted.js';
import { type Lesson, loadLesson } from '../grade/lesson.js';
import { printable } from '../grade/printable.js';
import { readNotebook } from '../grade/readNotebook.js';
import { rebuild } from '../grade/rebuild.js';
import { SubmissionError } from '../grade/submissionError.js';
import { findSubmissions } from '../grade/submissions.js';
import { selectLessons } from '../notebook/lessons.js';
import type { Notebook } from '../notebook/notebook.js';
import { similarPairs } from './similar.js';

interface Flags {
  readonly lesson?: string[];
  readonly least: number;
}

export const similar = new Command('similar')
  .description('Find notebooks of a class that are alike, whatever their names and spaces.')
  .argument('<submissions>', 'a folder such as `unrolled grade` takes')
  .option('--lesson <lesson>', 'only this one, by number or name; may be repeated', collect)
  .option('--least <percent>', 'leave out what is less similar', parsePercent, 50)
  .addHelpText(
    'after',
    `
Each line names two notebooks of one lesson, the share of their unusual pieces of code that the
other one has too, and how many these are. A piece is unusual where at most a third of the class
has it, and the lesson does not hand it out.

The figures are hints, not verdicts: look at both notebooks, and ask the students.

Example:
  npx unrolled similar submissions --lesson 02 --least 70`,
  )
  .action(async (submissions: string, { lesson: wanted, least }: Flags) => {
    // The library and a compiler, which take their time.
    const library = await import('unrolled');
    const { structureOf } = await import('./structure.js');
    const { lessons, exercises } = await openCourse(courseRoot);
    for (const file of selectLessons(lessons, wanted)) {
      const lesson = await loadLesson(courseRoot, file, exercises);
      if (lesson.exercises.length === 0) continue;
      const notebooks = await handedIn(submissions, lesson);
      const [given, ...texts] = [lesson.student, ...notebooks.values()].map((notebook) =>
        writtenCode(lesson, notebook),
      );
      const known = new Set(Object.keys(library));
      const names = [...notebooks.keys()];
      const pairs = similarPairs(
        texts.map((text, i) => structureOf(names[i], text, known)),
        structureOf('handed out', given, known),
      ).filter(({ similarity }) => 100 * similarity >= least);
      console.log(
        `${lesson.id}: ${counted(notebooks.size, 'notebook')}, ${counted(pairs.length, 'pair')}`,
      );
      for (const { names, similarity, common } of pairs) {
        const share = `${(100 * similarity).toFixed(0)} %`.padStart(6);
        console.log(printable(`${share}  ${String(common).padStart(4)}  ${names.join(' and ')}`));
      }
    }
  });

/** The notebooks of a lesson by student; those that can't be read are named, and left out. */
async function handedIn(folder: string, lesson: Lesson): Promise<Map<string, Notebook>> {
  const notebooks = new Map<string, Notebook>();
  for (const submission of await findSubmissions(folder, [lesson.id])) {
    if (submission.lesson !== lesson.id) continue;
    try {
      notebooks.set(submission.student, readNotebook(await submission.read()));
    } catch (error) {
      if (!(error instanceof SubmissionError)) throw error;
      console.error(printable(`${submission.student} is left out: ${error.message}`));
    }
  }
  return notebooks;
}

/** Far more than a lesson's solutions have. */
const mostCharacters = 500_000;

/** What the student wrote: the solution cells, and cells that were added. */
function writtenCode(lesson: Lesson, notebook: Notebook): string {
  return rebuild(lesson, notebook)
    .cells.flatMap((cell) =>
      cell.kind === 'solution' || cell.kind === 'added' ? [cell.source] : [],
    )
    .join('\n')
    .slice(0, mostCharacters);
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function parsePercent(text: string): number {
  const percent = Number(text);
  if (!(percent >= 0 && percent <= 100))
    throw new InvalidArgumentError('It must be from 0 to 100.');
  return percent;
}
