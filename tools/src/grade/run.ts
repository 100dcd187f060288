import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Exercise } from 'unrolled/checks';
import { findLessons } from '../notebook/lessons.js';
import { adjust, type Corrections, readLateness, readManualPoints } from './adjustments.js';
import { gradeBatch } from './batch.js';
import { fingerprint, GradeCache, gradingCode } from './cache.js';
import { Grader } from './grader.js';
import { type Lesson, loadLesson } from './lesson.js';
import { printable } from './printable.js';
import { Progress } from './progress.js';
import { writeReport } from './report/write.js';
import type { SubmissionResult } from './results.js';
import type { LimitChoices } from './sandbox/limits.js';
import type { SandboxKind } from './sandbox/sandbox.js';
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
  /** Where they differ from the usual ones. */
  readonly limits?: Partial<LimitChoices>;
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
 * @throws RangeError for a lesson that there isn't, SeedError, LessonError, SandboxUnavailable,
 *   AdjustmentError for a file of corrections that can't be read: before anything is graded.
 *   AdjustmentError, too, for a correction of what was not handed in: before a report is written.
 */
export async function run(options: GradeOptions): Promise<Summary> {
  const { root, out, jobs, signal, stderr } = options;
  const seed = options.seedFile
    ? await readSeed(options.seedFile, false)
    : await readSeed(join(root, '.unrolled/seed'), true);
  const lessons = await lessonsToGrade(options);
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
  const grader = await Grader.start({
    sandbox: options.sandbox,
    jobs,
    seed,
    limits: options.limits,
  });
  try {
    const { weakness } = grader.sandbox;
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
    if (signal.aborted) return batch;
    const results = adjust(batch.results, corrections);
    await writeReport(out, results, weakness);
    return { ...batch, results };
  } finally {
    await grader.close();
  }
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

async function lessonsToGrade({ root, exercises, lessons }: GradeOptions): Promise<Lesson[]> {
  const found: Lesson[] = [];
  for (const file of await findLessons(root, lessons)) {
    const lesson = await loadLesson(root, file, exercises);
    if (lesson.exercises.length > 0) found.push(lesson);
  }
  return found;
}
