import { stringify } from 'csv-stringify/sync';
import { printable } from '../printable.js';
import type { SubmissionResult } from '../results.js';

/**
 * grades.csv: a row a notebook, a column an exercise. A text that a spreadsheet would take for a
 * formula gets an apostrophe in front.
 */
export function toCsv(results: readonly SubmissionResult[]): string {
  const ids = [...new Set(results.flatMap(({ exercises }) => exercises.map(({ id }) => id)))];
  const header = ['student', 'lesson', 'status', 'score', 'max', ...ids, 'adjusted', 'message'];
  const rows = results.map((result) => [
    printable(result.student),
    printable(result.lesson),
    result.status,
    result.score,
    result.max,
    ...ids.map((id) => result.exercises.find((exercise) => exercise.id === id)?.score ?? ''),
    result.adjustments.reduce((sum, { points }) => sum + points, 0),
    printable(result.message),
  ]);
  return stringify([header, ...rows], { escape_formulas: true });
}
