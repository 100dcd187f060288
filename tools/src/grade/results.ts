import { z } from 'zod';

/** What one named check earned. */
export const checkResult = z.object({
  id: z.string(),
  title: z.string(),
  score: z.number(),
  max: z.number(),
  status: z.enum(['passed', 'failed', 'error', 'missing']),
  /** Why it did not pass, for the student. */
  message: z.string(),
});
export type CheckResult = z.infer<typeof checkResult>;

export const exerciseResult = z.object({
  id: z.string(),
  score: z.number(),
  max: z.number(),
  /** error: it did not compile, did not come to define its function, or was stopped. */
  status: z.enum(['passed', 'partial', 'failed', 'error', 'missing']),
  message: z.string(),
  checks: z.array(checkResult),
  /** What the cells printed while they ran and in the visible cases. */
  printed: z.string(),
});
export type ExerciseResult = z.infer<typeof exerciseResult>;

/** What a notebook earned: the same for whoever hands in this notebook. */
export const grade = z.object({
  score: z.number(),
  max: z.number(),
  exercises: z.array(exerciseResult),
  /** How the notebook differed from what was handed out. */
  notes: z.array(z.string()),
});
export type Grade = z.infer<typeof grade>;

/** One row of the report. */
export interface SubmissionResult extends Readonly<Grade> {
  readonly student: string;
  readonly lesson: string;
  readonly status: 'graded' | 'error';
  /** Why it could not be graded, or ''. */
  readonly message: string;
}
