import type { SubmissionResult } from '../results.js';

/** grades.json: scores and messages for other programs. Its form is part of the course's promise. */
export function toJson(results: readonly SubmissionResult[]): string {
  const submissions = results.map(
    ({ student, lesson, score, max, status, message, exercises }) => ({
      student,
      lesson,
      score,
      max,
      status,
      message,
      exercises: exercises.map((exercise) => ({
        id: exercise.id,
        score: exercise.score,
        max: exercise.max,
        status: exercise.status,
        message: exercise.message,
        checks: exercise.checks.map((check) => ({
          id: check.id,
          score: check.score,
          max: check.max,
          status: check.status,
        })),
      })),
    }),
  );
  return `${JSON.stringify({ version: 1, submissions }, null, 2)}\n`;
}
