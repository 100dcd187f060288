import { Command } from 'commander';
import { availableParallelism } from 'node:os';
import { courseRoot } from '../courseRoot.js';
import { isMisuse } from './misuse.js';
import {
  type GraderFlags,
  limits,
  limitsOf,
  queue,
  sandbox,
  seedFile,
  wholeNumber,
} from './options.js';
import { QueueUnavailable } from './queue/unavailable.js';

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
    if (flags.queue === undefined) command.error('error: --queue or UNROLLED_QUEUE must name one');
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        console.error('Finishing the notebooks under way; once more stops at once.');
        stop.abort();
      });
    }
    const [{ openCourse }, { work }] = await Promise.all([
      import('../course/course.js'),
      import('./queue/work.js'),
    ]);
    try {
      const hasAgreed = await work({
        course: await openCourse(courseRoot),
        queue: flags.queue,
        seedFile: flags.seedFile,
        sandbox: flags.sandbox,
        limits: limitsOf(flags),
        jobs: flags.jobs,
        signal: stop.signal,
        stderr: process.stderr,
      });
      process.exitCode = hasAgreed ? 0 : 1;
    } catch (error) {
      if (error instanceof QueueUnavailable) {
        console.error(`error: ${error.message}`);
        process.exitCode = 1;
        return;
      }
      if (!isMisuse(error)) throw error;
      command.error(`error: ${error.message}`);
    }
  });

for (const limit of limits) worker.addOption(limit);
