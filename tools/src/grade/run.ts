import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Exercise } from 'unrolled/checks';
import { adjust, type Corrections, readLateness, readManualPoints } from './adjustments.js';
import { type AnyGrader, gradeBatch } from './batch.js';
import { fingerprint, GradeCache, gradingCode } from './cache.js';
import { Grader } from './grader.js';
import { lessonsToGrade } from './lesson.js';
import { printable } from './printable.js';
import { Progress } from './progress.js';
import { batchId, forgetBatch } from './queue/batchId.js';
import { writeReport } from './report/write.js';
import type { SubmissionResult } from './results.js';
import type { LimitChoices } from './sandbox/limits.js';
import { type SandboxKind, weaknesses } from './sandbox/sandbox.js';
import { readSeed } from './seed.js';
import { findSubmissions } from './submissions.js';

export interface GradeOptions {
  /** The course: its notebooks, and where the seed and the cache are kept. */
  readonly root: string;
  readonly exercises: readonly Exercise[];
  readonly submissions: string;
  readonly out: string;
  /** Names or numbers of lessons; none for all. */
  readonly lessons: readonly string[];
  readonly seedFile?: string;
  /** Files of points given by hand and of late days, and what a day costs in percent. */
  readonly manual?: string;
  readonly late?: string;
  readonly percentPerDay: number;
  readonly sandbox?: SandboxKind;
  /** Where workers find what is to be graded; without it, it is graded here. */
  readonly queue?: string;
  /** Where they differ from the usual ones. */
  readonly limits?: Partial<LimitChoices>;
  /** How many notebooks are graded, or are in the queue, at the same time. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** For a person who waits: progress, warnings. */
  readonly stderr: NodeJS.WriteStream;
}

export interface Summary {
  readonly results: readonly SubmissionResult[];
  readonly isComplete: boolean;
}

/**
 * Grades a folder of submissions and writes the report, unless interrupted.
 *
 * @throws RangeError for a lesson that there isn't or a queue's URL that is none, SeedError,
 *   LessonError, SandboxUnavailable, QueueUnavailable, AdjustmentError for a file of corrections
 *   that can't be read: before anything is graded.
 *   AdjustmentError, too, for a correction of what was not handed in: before a report is written.
 */
export async function run(options: GradeOptions): Promise<Summary> {
  const { root, out, jobs, signal, stderr } = options;
  const seed = options.seedFile
    ? await readSeed(options.seedFile, false)
    : await readSeed(join(root, '.unrolled/seed'), true);
  const lessons = await lessonsToGrade(root, options.exercises, options.lessons);
  const submissions = await findSubmissions(
    options.submissions,
    lessons.map(({ id }) => id),
  );
  const corrections = await readCorrections(
    options,
    lessons.map(({ id }) => id),
  );
  await mkdir(out, { recursive: true });
  const version = await fingerprint(gradingCode());
  const cache = new GradeCache(join(root, '.unrolled/cache/grades'), seed, version);
  const grader = await startGrader(options, seed, version);
  try {
    const weakness = weaknesses[grader.sandbox.kind];
    if (weakness !== undefined) stderr.write(`Warning: ${weakness}\n`);
    const progress = new Progress(submissions.length, stderr);
    const batch = await gradeBatch({
      submissions,
      lessons,
      grader,
      cache,
      jobs,
      signal,
      onResult: ({ status }, isFromCache) => progress.step(isFromCache ? 'unchanged' : status),
      onTrouble: ({ student, lesson }, error) => {
        const trace = error instanceof Error ? error.stack : String(error);
        stderr.write(printable(`${student}, ${lesson}: ${trace}\n`));
      },
    });
    if (batch.isComplete && options.queue !== undefined) await forgetBatch(root);
    if (signal.aborted) return batch;
    const results = adjust(batch.results, corrections);
    await writeReport(out, results, weakness);
    return { ...batch, results };
  } finally {
    await grader.close();
  }
}

async function startGrader(
  { root, queue, sandbox, jobs, limits, signal, stderr }: GradeOptions,
  seed: Uint8Array,
  version: string,
): Promise<AnyGrader> {
  if (queue === undefined) return Grader.start({ sandbox, jobs, seed, limits });
  // BullMQ takes a while to load: only for who needs it.
  const { RemoteGrader } = await import('./queue/remoteGrader.js');
  return RemoteGrader.connect({
    url: queue,
    seed,
    version,
    batch: await batchId(root),
    sandbox: sandbox ?? 'bwrap',
    limits,
    signal,
    tell: (text) => stderr.write(printable(`${text}\n`)),
  });
}

async function readCorrections(
  { manual, late, percentPerDay }: GradeOptions,
  lessons: readonly string[],
): Promise<Corrections> {
  return {
    manual: manual === undefined ? [] : await readManualPoints(manual, lessons),
    late: late === undefined ? [] : await readLateness(late, lessons),
    percentPerDay,
  };
}
