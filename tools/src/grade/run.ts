import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Course } from '../course/course.js';
import {
  adjust,
  type Corrections,
  type Lateness,
  readLateness,
  readManualPoints,
} from './adjustments.js';
import { type AnyGrader, gradeBatch } from './batch.js';
import { fingerprint, GradeCache, gradingCode } from './cache.js';
import { latenessOf } from './deadlines.js';
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
import { findSubmissions, type Submission } from './submissions.js';

export interface GradeOptions {
  /** Seed and cache are kept in its root. */
  readonly course: Course;
  readonly submissions: string;
  readonly out: string;
  /** Names or numbers of lessons; none for all. */
  readonly lessons: readonly string[];
  readonly seedFile?: string;
  /** Files of points given by hand and of late days, and what a day costs in percent. */
  readonly manual?: string;
  readonly late?: string;
  /** Without it that of course.json, or else {@link usualPenalty}. */
  readonly percentPerDay?: number;
  /** Whether, for want of a better one, the time of a file is the time when it was handed in. */
  readonly fileTimes: boolean;
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

/** What a day late costs, in percent. */
const usualPenalty = 10;

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
  const { course, out, jobs, signal, stderr } = options;
  const { root } = course;
  const seed = options.seedFile
    ? await readSeed(options.seedFile, false)
    : await readSeed(join(root, '.unrolled/seed'), true);
  const lessons = await lessonsToGrade(course, options.lessons);
  const names = lessons.map(({ id }) => id);
  const submissions = inOrder(await findSubmissions(options.submissions, names), names);
  const corrections = await readCorrections(options, names, submissions);
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
  { course: { root }, queue, sandbox, jobs, limits, signal, stderr }: GradeOptions,
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

/** Student by student, and of each the lessons in the order of the course. */
function inOrder(submissions: readonly Submission[], lessons: readonly string[]): Submission[] {
  const students = new Map(submissions.map(({ student }) => [student, new Array<Submission>()]));
  for (const submission of submissions) students.get(submission.student)!.push(submission);
  const rank = ({ lesson }: Submission) =>
    lessons.includes(lesson) ? lessons.indexOf(lesson) : lessons.length;
  return [...students.values()].flatMap((own) => own.sort((a, b) => rank(a) - rank(b)));
}

async function readCorrections(
  { course: { settings }, manual, late, percentPerDay, fileTimes, stderr }: GradeOptions,
  lessons: readonly string[],
  submissions: readonly Submission[],
): Promise<Corrections> {
  const said = late === undefined ? [] : await readLateness(late, lessons);
  const { late: found, warnings } = await latenessOf(submissions, settings.deadlines, fileTimes);
  for (const warning of warnings) stderr.write(printable(`Warning: ${warning}\n`));
  const isSaid = (one: Lateness) =>
    said.some(({ student, lesson }) => student === one.student && lesson === one.lesson);
  return {
    manual: manual === undefined ? [] : await readManualPoints(manual, lessons),
    late: [...said, ...found.filter((one) => !isSaid(one))],
    percentPerDay: percentPerDay ?? settings.latePenalty ?? usualPenalty,
  };
}
