import { join } from 'node:path';
import type { Course } from '../../course/course.js';
import { fingerprint, gradingCode } from '../cache.js';
import { Grader } from '../grader.js';
import { lessonsToGrade } from '../lesson.js';
import { printable } from '../printable.js';
import type { LimitChoices } from '../sandbox/limits.js';
import { type SandboxKind, weaknesses } from '../sandbox/sandbox.js';
import { readSeed } from '../seed.js';
import { serve } from './serve.js';

export interface WorkOptions {
  /** The seed is kept in its root. */
  readonly course: Course;
  readonly queue: string;
  readonly seedFile?: string;
  readonly sandbox?: SandboxKind;
  /** Where they differ from the usual ones. */
  readonly limits?: Partial<LimitChoices>;
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** For a person who looks in: what is going on, and what goes wrong. */
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Grades what is in a queue until it is stopped; see {@link serve}.
 *
 * @returns false where a batch asked for other terms than this worker's.
 * @throws RangeError for a URL that is none, SeedError, LessonError, SandboxUnavailable,
 *   QueueUnavailable: before anything is graded.
 */
export async function work(options: WorkOptions): Promise<boolean> {
  const { course, seedFile, jobs, signal, stderr } = options;
  // It is never made here: a seed of its own would open no message.
  const seed = await readSeed(seedFile ?? join(course.root, '.unrolled/seed'), false);
  const lessons = await lessonsToGrade(course);
  const version = await fingerprint(gradingCode());
  const grader = await Grader.start({ ...options, seed });
  const tell = (text: string) => stderr.write(`${printable(text)}\n`);
  try {
    const { kind } = grader.sandbox;
    if (weaknesses[kind] !== undefined) tell(`Warning: ${weaknesses[kind]}`);
    tell(`Grades what comes through the queue, ${jobs} at a time, in ${kind}. Ctrl-C ends it.`);
    return await serve({ url: options.queue, seed, version, lessons, grader, jobs, signal, tell });
  } finally {
    await grader.close();
  }
}
