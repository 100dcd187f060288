import { serialize } from '../notebook/notebook.js';
import type { GradeCache } from './cache.js';
import type { Grader } from './grader.js';
import { choicesIn, type Lesson, pointsOf } from './lesson.js';
import { readNotebook } from './readNotebook.js';
import type { Grade, SubmissionResult } from './results.js';
import type { Sandbox } from './sandbox/sandbox.js';
import { SubmissionError } from './submissionError.js';
import type { Submission } from './submissions.js';

/** Whoever grades: a {@link Grader} in this process, or others at the far end of a queue. */
export interface AnyGrader extends Pick<Grader, 'grade' | 'limits' | 'close'> {
  readonly sandbox: Pick<Sandbox, 'kind'>;
}

export interface Batch {
  readonly submissions: readonly Submission[];
  readonly lessons: readonly Lesson[];
  readonly grader: Omit<AnyGrader, 'close'>;
  readonly cache: GradeCache;
  readonly jobs: number;
  readonly onResult: (result: SubmissionResult, isFromCache: boolean) => void;
  /** A notebook could not be graded, and no submission is to blame. */
  readonly onTrouble: (submission: Submission, error: unknown) => void;
  /** No further notebook is begun once it is aborted. */
  readonly signal: AbortSignal;
}

export interface BatchResult {
  /** In the order of the submissions; shorter where the batch was interrupted. */
  readonly results: readonly SubmissionResult[];
  /** False where something other than a submission is to blame: run the batch again. */
  readonly isComplete: boolean;
}

/** Grades a class, several notebooks at a time. No submission can stop it. */
export async function gradeBatch(batch: Batch): Promise<BatchResult> {
  const results: (SubmissionResult | undefined)[] = batch.submissions.map(() => undefined);
  let isComplete = true;
  let next = 0;
  const work = async () => {
    while (next < batch.submissions.length && !batch.signal.aborted) {
      const index = next++;
      try {
        results[index] = await gradeSubmission(batch, batch.submissions[index]);
      } catch (error) {
        // Closing the grader makes what is under way fail.
        if (batch.signal.aborted) return;
        isComplete = false;
        batch.onTrouble(batch.submissions[index], error);
        const message = `Not graded, through no fault of the student: ${String(error)}`;
        const result = failed(batch, batch.submissions[index], message);
        results[index] = result;
        batch.onResult(result, false);
      }
    }
  };
  await Promise.all(Array.from({ length: batch.jobs }, work));
  const finished = results.filter((result) => result !== undefined);
  return { results: finished, isComplete: isComplete && finished.length === results.length };
}

async function gradeSubmission(batch: Batch, submission: Submission): Promise<SubmissionResult> {
  const { grader, cache, lessons, onResult } = batch;
  const finish = (result: SubmissionResult, isFromCache = false) => {
    onResult(result, isFromCache);
    return result;
  };
  try {
    const content = await submission.read();
    const lesson = lessons.find(({ id }) => id === submission.lesson);
    if (!lesson) throw new RangeError(`${submission.lesson} is not among the lessons`);
    const limits = JSON.stringify([grader.limits, grader.sandbox.kind]);
    const key = cache.key(serialize(lesson.source), content, limits, choicesIn(lesson.exercises));
    const known = await cache.get(key);
    if (known) return finish(graded(submission, known), true);
    const grade = await grader.grade(lesson, readNotebook(content));
    await cache.set(key, grade);
    return finish(graded(submission, grade));
  } catch (error) {
    if (!(error instanceof SubmissionError)) throw error;
    return finish(failed(batch, submission, error.message));
  }
}

function graded({ student, lesson, notes }: Submission, grade: Grade): SubmissionResult {
  return {
    ...grade,
    student,
    lesson,
    status: 'graded',
    message: '',
    notes: [...notes, ...grade.notes],
    adjustments: [],
  };
}

function failed(
  { lessons }: Batch,
  { student, lesson, notes }: Submission,
  message: string,
): SubmissionResult {
  const exercises = lessons.find(({ id }) => id === lesson)?.exercises ?? [];
  const max = pointsOf(exercises);
  return {
    student,
    lesson,
    score: 0,
    max,
    status: 'error',
    message,
    exercises: [],
    notes: [...notes],
    adjustments: [],
  };
}
