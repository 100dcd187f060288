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
  /** The known mistake that gives just this result: "ba is left out". */
  mistake: z.string().optional(),
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
  /** How long grading it took; 0 where nothing ran. */
  seconds: z.number(),
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

/** A change of a notebook's points that the teacher made. */
export interface Adjustment {
  readonly kind: 'manual' | 'late';
  /** What is added; negative where points are lost. */
  readonly points: number;
  /** Why, for the student. */
  readonly message: string;
}

/** One row of the report. Its score includes the adjustments. */
export interface SubmissionResult extends Readonly<Grade> {
  readonly student: string;
  readonly lesson: string;
  readonly status: 'graded' | 'error';
  /** Why it could not be graded, or ''. */
  readonly message: string;
  readonly adjustments: readonly Adjustment[];
}
