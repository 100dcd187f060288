import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Exercise } from 'unrolled/checks';
import { Grader } from '../grade/grader.js';
import { readLesson } from '../grade/lesson.js';
import type { Scorer } from './build.js';

/**
 * Does `work` with a scorer that grades as `unrolled grade` does, hidden cases included. No sandbox
 * is needed: what it runs is the course's own text.
 *
 * @param exercises all of the course
 */
export async function withScorer<T>(
  exercises: readonly Exercise[],
  work: (score: Scorer) => Promise<T>,
): Promise<T> {
  const grader = await Grader.start({
    sandbox: 'none',
    jobs: availableParallelism(),
    seed: randomBytes(32),
  });
  try {
    return await work(async (source, submission) => {
      // The grader does not run a cell that is as it was handed out. Here nothing was: stubs run.
      const handedOut = { ...source, cells: [] };
      const lesson = readLesson(source, handedOut, exercises);
      return (await grader.grade(lesson, submission)).exercises;
    });
  } finally {
    await grader.close();
  }
}
