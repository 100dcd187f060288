import type { ExerciseResult, SubmissionResult } from '../results.js';

/**
 * results.json as Gradescope reads it, for one notebook: a test a check. Every test is visible,
 * because a hidden one would hide the student's total, and none shows a hidden case.
 *
 * @see Gradescope, *Autograder Specifications*, "Output format"
 */
export function toGradescope(result: SubmissionResult): string {
  const file = {
    score: result.score,
    execution_time: Math.round(result.exercises.reduce((sum, { seconds }) => sum + seconds, 0)),
    output: [result.message, ...result.notes, ...result.adjustments.map(described)]
      .filter((text) => text !== '')
      .join('\n'),
    output_format: 'text',
    visibility: 'visible',
    // What the cells printed is in the tests' output where it may be seen.
    stdout_visibility: 'hidden',
    tests: result.exercises.flatMap(testsOf),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function testsOf({ id, checks }: ExerciseResult, index: number) {
  return checks.map((check, k) => ({
    name: `${id}: ${check.title}`,
    number: `${index + 1}.${k + 1}`,
    score: check.score,
    max_score: check.max,
    status: check.status === 'passed' ? 'passed' : 'failed',
    output: check.message,
    output_format: 'text',
    visibility: 'visible',
    tags: [id],
  }));
}

function described({ points, message }: SubmissionResult['adjustments'][number]): string {
  return `${points > 0 ? '+' : ''}${points}: ${message}`;
}
