import { createHash } from 'node:crypto';
import { z } from 'zod';
import { serialize } from '../../notebook/notebook.js';
import type { AnyGrader } from '../batch.js';
import { choicesIn, type Lesson } from '../lesson.js';

/** All that a grade depends on besides the notebook, so that both ends can see that they agree. */
export const terms = z.strictObject({
  /** A digest of the library, its checks and the grader. */
  course: z.string(),
  /** A digest of the lesson's source, and of what a teacher has chosen for it. */
  lesson: z.string(),
  node: z.string(),
  sandbox: z.string(),
  limits: z.string(),
});
export type Terms = z.infer<typeof terms>;

/**
 * @param version of all that grades: the fingerprint of `gradingCode`.
 * @param lesson undefined where this course has none of that name.
 */
export function termsOf(
  version: string,
  lesson: Lesson | undefined,
  { sandbox, limits: { run } }: Pick<AnyGrader, 'sandbox' | 'limits'>,
): Terms {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  return {
    course: version,
    lesson:
      lesson === undefined
        ? 'none'
        : digest(serialize(lesson.source) + choicesIn(lesson.exercises)),
    node: process.version,
    sandbox: sandbox.kind,
    // All other limits follow from these.
    limits: `${run.stepSeconds} s, ${run.memoryMiB} MiB, ${run.processes} processes, ${run.fileMiB} MiB of disk`,
  };
}

/** Where the terms of a worker differ from those of a batch, for a person; '' where they don't. */
export function difference(worker: Terms, batch: Terms): string {
  const short = (text: string) => (/^[0-9a-f]{64}$/.test(text) ? text.slice(0, 12) : text);
  return terms
    .keyof()
    .options.filter((term) => worker[term] !== batch[term])
    .map((term) => `${term} ${short(worker[term])} instead of ${short(batch[term])}`)
    .join(', ');
}
