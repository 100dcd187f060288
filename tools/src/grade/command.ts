import { Command, InvalidArgumentError } from 'commander';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
import { counted } from './counted.js';
import { orTell } from './misuse.js';
import {
  type GraderFlags,
  limits,
  limitsOf,
  queue,
  sandbox,
  seedFile,
  wholeNumber,
} from './options.js';
import { duration } from './progress.js';
import { finishing, stoppedByUser } from './stop.js';

interface Flags extends GraderFlags {
  readonly out: string;
  readonly lesson?: string[];
  readonly queue?: string;
  readonly jobs?: number;
  readonly manual?: string;
  readonly late?: string;
  readonly latePenalty?: number;
  readonly fileTimes?: boolean;
}

/** So many notebooks are in the queue at the same time; it costs this process next to nothing. */
const usuallyInQueue = 64;

export const grade = new Command('grade')
  .description('Grade the notebooks of a class, each exercise in a sandbox.')
  .argument('<submissions>', 'a folder with <student>/<lesson>.ipynb or <student>.zip')
  .requiredOption('--out <folder>', 'where the report goes')
  .option('--lesson <lesson>', 'only this one, by number or name; may be repeated', collect)
  .addOption(seedFile)
  .addOption(sandbox)
  .addOption(queue)
  .option('--manual <file>', 'points given by hand: student,lesson,exercise,points,comment')
  .option('--late <file>', 'notebooks that came late: student,lesson,days')
  .option(
    '--late-penalty <percent>',
    'of the points reached, for each day late (default: that of course.json, else 10)',
    parsePercent,
  )
  .option(
    '--file-times',
    "where a deadline has passed and nothing else tells, believe files' times",
  )
  .option(
    '--jobs <n>',
    `notebooks graded at the same time (default: ${availableParallelism()}; with --queue, those in the queue, ${usuallyInQueue})`,
    wholeNumber(1, 1024),
  )
  .addHelpText(
    'after',
    `
SUBMISSIONS is a folder of any of these:
  <student>/<lesson>.ipynb                        such as ada/02-recurrent-networks.ipynb
  <student>.zip                                   with such notebooks inside
  submitted/<student>/<lesson>/<lesson>.ipynb     as nbgrader collects them

The report:
  index.html      the class at a glance, and a page for each student
  grades.csv      for a spreadsheet
  grades.json     for other programs; docs/grades.schema.json describes it
  junit.xml       for whatever shows test results
  gradescope/     a results.json for each notebook, as Gradescope reads it

Corrections are CSV files with a header, and are only ever read. In a row of --manual the points
take the place of the exercise's; where the exercise is left empty, they are added to the notebook's.

Where course.json has a deadline, it is held against the timestamp.txt that nbgrader writes beside a
notebook, or with --file-times against the file's own time. What --late says of a notebook comes first.

Each exercise runs on its own, with the lesson's own solution in the place of an earlier one that
failed: one bug costs one exercise. The answers are compared here with tf.js, in the cases of the
notebook and in hidden ones, which the seed decides: keep it to yourself, and keep it.

Sandboxes:
  bwrap    bubblewrap: nothing but Node and the exercise, no network
  podman   a container of the same content
  uid      another user id and limits, where a container forbids namespaces; needs root; weaker
  none     limits only, for notebooks that you trust

On many machines: with --queue, \`unrolled worker\` grades, on as many machines as you like; see
docs/workers.md. Put a URL with a password into the environment variable UNROLLED_QUEUE: arguments
can be read by everybody on the machine. --sandbox, bwrap if you don't say, and the limits are then
those that the workers must have been started with.

Limits: an exercise has four times --timeout for all its cells and calls, and the compiler twice as
long for a cell. With other limits everything is graded again.

Run again after an interruption, the same command goes on; unchanged notebooks are not graded again.

Exit status: 0 the batch ran, whatever the grades; 1 it is incomplete; 2 misuse.

Example:
  npx unrolled grade submissions --out report --lesson 02`,
  )
  .action(async (submissions: string, flags: Flags, command: Command) => {
    if (!(await isFolder(submissions))) command.error(`error: ${submissions} is not a folder`);
    const signal = stoppedByUser(
      flags.queue ? 'Stopping. What is in the queue stays there.' : finishing,
    );
    // tf.js takes a second to load: not for `--help`.
    const { run } = await import('./run.js');
    const begun = Date.now();
    await orTell(command, async () => {
      const { results, isComplete } = await run({
        course: await openCourse(courseRoot),
        submissions,
        out: flags.out,
        lessons: flags.lesson ?? [],
        seedFile: flags.seedFile,
        sandbox: flags.sandbox,
        queue: flags.queue,
        jobs: flags.jobs ?? (flags.queue ? usuallyInQueue : availableParallelism()),
        manual: flags.manual,
        late: flags.late,
        percentPerDay: flags.latePenalty,
        fileTimes: flags.fileTimes ?? false,
        limits: limitsOf(flags),
        signal,
        stderr: process.stderr,
      });
      if (signal.aborted) {
        console.error('Interrupted: no report was written. The same command goes on from here.');
      } else {
        console.log(
          `${counted(results.length, 'notebook')} in ${duration(Date.now() - begun)}: ${flags.out}/index.html`,
        );
        if (!isComplete) {
          console.error('Some could not be graded through no fault of theirs: run it again.');
        }
      }
      process.exitCode = isComplete ? 0 : 1;
    });
  });

for (const limit of limits) grade.addOption(limit);

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function parsePercent(text: string): number {
  const percent = Number(text);
  if (text.trim() !== '' && percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError('it must be a number from 0 to 100.');
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
