import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { courseRoot } from '../courseRoot.js';
import { fingerprint, GradeCache, gradingCode } from '../grade/cache.js';
import type { Grader } from '../grade/grader.js';
import { choicesIn, type Lesson } from '../grade/lesson.js';
import type { Grade } from '../grade/results.js';
import { gradingLimits } from '../grade/sandbox/limits.js';
import { type Notebook, serialize } from '../notebook/notebook.js';

/**
 * A learner's own trials: what the grader would say to a notebook in the cases that it shows. The
 * code runs with limits and without a sandbox, because it is the learner's own. What came out is
 * kept by content, outputs left aside, so that a notebook is run again only when its text, its
 * lesson or the course's code has changed.
 */
export class Trials {
  private grader?: Promise<Grader>;

  private constructor(private readonly cache: GradeCache) {}

  static async open(): Promise<Trials> {
    const folder = join(courseRoot, '.unrolled/cache/trials');
    // Nothing is secret here: there are no hidden cases.
    const noSeed = new Uint8Array();
    return new Trials(new GradeCache(folder, noSeed, await fingerprint(gradingCode())));
  }

  /** What an earlier trial of the same text found. */
  known(lesson: Lesson, notebook: Notebook): Promise<Grade | undefined> {
    return this.cache.get(this.key(lesson, notebook));
  }

  /**
   * Runs the notebook from a fresh start; several may run at the same time.
   * @throws CourseError where the lesson's own cells fail.
   */
  async run(lesson: Lesson, notebook: Notebook): Promise<Grade> {
    this.grader ??= startGrader();
    const grade = await (await this.grader).grade(lesson, notebook);
    await this.cache.set(this.key(lesson, notebook), grade);
    return grade;
  }

  async close(): Promise<void> {
    await (await this.grader)?.close();
  }

  private key(lesson: Lesson, notebook: Notebook): string {
    const cells = notebook.cells.map((cell) =>
      cell.cell_type === 'code' ? { ...cell, outputs: [], execution_count: null } : cell,
    );
    return this.cache.key(
      serialize(lesson.source),
      serialize({ ...notebook, cells }),
      JSON.stringify(gradingLimits()),
      choicesIn(lesson.exercises),
    );
  }
}

/** It brings tf.js along, for which nobody waits who changed nothing. */
async function startGrader(): Promise<Grader> {
  const { Grader } = await import('../grade/grader.js');
  return Grader.start({ sandbox: 'none', jobs: availableParallelism() });
}
