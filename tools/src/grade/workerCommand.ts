import { Command } from 'commander';
import { availableParallelism } from 'node:os';
import { openCourse } from '../course/course.js';
import { courseRoot } from '../courseRoot.js';
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
import { finishing, stoppedByUser } from './stop.js';

interface Flags extends GraderFlags {
  readonly queue?: string;
  readonly jobs: number;
}

export const worker = new Command('worker')
  .description('Grade, on this machine, what `unrolled grade --queue` puts into a queue.')
  .addOption(queue)
  .addOption(seedFile)
  .addOption(sandbox)
  .option(
    '--jobs <n>',
    'notebooks graded at the same time',
    wholeNumber(1, 64),
    availableParallelism(),
  )
  .addHelpText(
    'after',
    `
Run as many as you like, on as many machines as you like; docs/workers.md says how. Each needs the
same version of the course and of Node, the seed of whoever grades, in a file of its own, and the
same sandbox and limits. Where these are others than a batch's, the worker says so and ends.

It goes on until it is told to stop, by Ctrl-C or SIGTERM; then it finishes the notebooks under way.
What a worker was grading when it was killed is graded again by another.

Exit status: 0 it was stopped; 1 it is of no use to a batch, or the queue can't be reached; 2 misuse.

Example:
  UNROLLED_QUEUE=rediss://:PASSWORD@redis.example.org npx unrolled worker`,
  )
  .action(async (flags: Flags, command: Command) => {
    const url = flags.queue;
    if (url === undefined) command.error('error: --queue or UNROLLED_QUEUE must name one');
    const signal = stoppedByUser(finishing);
    const { work } = await import('./queue/work.js');
    await orTell(command, async () => {
      const hasAgreed = await work({
        course: await openCourse(courseRoot),
        queue: url,
        seedFile: flags.seedFile,
        sandbox: flags.sandbox,
        limits: limitsOf(flags),
        jobs: flags.jobs,
        signal,
        stderr: process.stderr,
      });
      process.exitCode = hasAgreed ? 0 : 1;
    });
  });

for (const limit of limits) worker.addOption(limit);
