import { Command, InvalidArgumentError, Option } from 'commander';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { courseRoot } from '../courseRoot.js';
import { AdjustmentError } from './adjustments.js';
import { LessonError } from './lesson.js';
import { duration } from './progress.js';
import { usualChoices as usual } from './sandbox/limits.js';
import { type SandboxKind, sandboxKinds, SandboxUnavailable } from './sandbox/sandbox.js';
import { SeedError } from './seed.js';

interface Flags {
  readonly out: string;
  readonly lesson?: string[];
  readonly seedFile?: string;
  readonly sandbox?: SandboxKind;
  readonly jobs: number;
  readonly manual?: string;
  readonly late?: string;
  readonly latePenalty: number;
  readonly timeout: number;
  readonly memory: number;
  readonly processes: number;
  readonly disk: number;
}

export const grade = new Command('grade')
  .description('Grade the notebooks of a class, each exercise in a sandbox.')
  .argument('<submissions>', 'a folder with <student>/<lesson>.ipynb or <student>.zip')
  .requiredOption('--out <folder>', 'where the report goes')
  .option('--lesson <lesson>', 'only this one, by number or name; may be repeated', collect)
  .option('--seed-file <file>', 'the secret for hidden cases (default: .unrolled/seed, made once)')
  .addOption(
    new Option('--sandbox <kind>', 'how code is contained (default: bwrap, else podman)').choices(
      sandboxKinds,
    ),
  )
  .option('--manual <file>', 'points given by hand: student,lesson,exercise,points,comment')
  .option('--late <file>', 'notebooks that came late: student,lesson,days')
  .option('--late-penalty <percent>', 'of the points reached, for each day late', parsePercent, 10)
  .option(
    '--jobs <n>',
    'notebooks graded at the same time',
    wholeNumber(1, 64),
    availableParallelism(),
  )
  .option('--timeout <s>', 'seconds for one cell or one call', secondsUpTo(600), usual.seconds)
  .option(
    '--memory <MiB>',
    'memory of all that a student starts',
    wholeNumber(128, 65_536),
    usual.memoryMiB,
  )
  .option('--processes <n>', 'its processes and threads', wholeNumber(32, 4096), usual.processes)
  .option('--disk <MiB>', 'what it may write into /tmp', wholeNumber(1, 1024), usual.fileMiB)
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

Each exercise runs on its own, with the lesson's own solution in the place of an earlier one that
failed: one bug costs one exercise. The answers are compared here with tf.js, in the cases of the
notebook and in hidden ones, which the seed decides: keep it to yourself, and keep it.

Sandboxes:
  bwrap    bubblewrap: nothing but Node and the exercise, no network
  podman   a container of the same content
  uid      another user id and limits, where a container forbids namespaces; needs root; weaker
  none     limits only, for notebooks that you trust

Limits: an exercise has four times --timeout for all its cells and calls, and the compiler twice as
long for a cell. With other limits everything is graded again.

Run again after an interruption, the same command goes on; unchanged notebooks are not graded again.

Exit status: 0 the batch ran, whatever the grades; 1 it is incomplete; 2 misuse.

Example:
  npx unrolled grade submissions --out report --lesson 02`,
  )
  .action(async (submissions: string, flags: Flags, command: Command) => {
    if (!(await isFolder(submissions))) command.error(`error: ${submissions} is not a folder`);
    const interrupted = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        console.error('\nFinishing the notebooks under way; once more stops at once.');
        interrupted.abort();
      });
    }
    // tf.js takes a second to load: not for `--help`.
    const [{ exercises }, { run }] = await Promise.all([
      import('unrolled/checks'),
      import('./run.js'),
    ]);
    const begun = Date.now();
    try {
      const { results, isComplete } = await run({
        root: courseRoot,
        exercises,
        submissions,
        out: flags.out,
        lessons: flags.lesson ?? [],
        seedFile: flags.seedFile,
        sandbox: flags.sandbox,
        jobs: flags.jobs,
        manual: flags.manual,
        late: flags.late,
        percentPerDay: flags.latePenalty,
        limits: {
          seconds: flags.timeout,
          memoryMiB: flags.memory,
          processes: flags.processes,
          fileMiB: flags.disk,
        },
        signal: interrupted.signal,
        stderr: process.stderr,
      });
      if (interrupted.signal.aborted) {
        console.error('Interrupted: no report was written. The same command goes on from here.');
      } else {
        console.log(
          `${results.length} notebooks in ${duration(Date.now() - begun)}: ${flags.out}/index.html`,
        );
        if (!isComplete) {
          console.error('Some could not be graded through no fault of theirs: run it again.');
        }
      }
      process.exitCode = isComplete ? 0 : 1;
    } catch (error) {
      if (!isMisuse(error)) throw error;
      command.error(`error: ${error.message}`);
    }
  });

function isMisuse(error: unknown): error is Error {
  return [RangeError, SeedError, LessonError, SandboxUnavailable, AdjustmentError].some(
    (kind) => error instanceof kind,
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`it must be a whole number from ${least} to ${most}.`);
  };
}

function secondsUpTo(most: number) {
  return (text: string): number => {
    const seconds = Number(text);
    if (seconds >= 0.5 && seconds <= most) return seconds;
    throw new InvalidArgumentError(`it must be a number of seconds from 0.5 to ${most}.`);
  };
}

function parsePercent(text: string): number {
  const percent = Number(text);
  if (text.trim() !== '' && percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError('it must be a number from 0 to 100.');
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
