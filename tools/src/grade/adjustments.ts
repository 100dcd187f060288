import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { counted } from './counted.js';
import type { Adjustment, SubmissionResult } from './results.js';

/** A file of points or of late days can't be used; the message names file and line. */
export class AdjustmentError extends Error {
  override readonly name = 'AdjustmentError';
}

/** Points that a teacher gives by hand. */
export interface ManualPoints {
  readonly student: string;
  readonly lesson: string;
  /** Its points are replaced; without one, the points are added to the notebook's. */
  readonly exercise?: string;
  readonly points: number;
  readonly comment: string;
}

/** How late a notebook was handed in. */
export interface Lateness {
  readonly student: string;
  readonly lesson: string;
  readonly days: number;
}

const name = z.string().min(1, 'must not be empty');
const number = z
  .string()
  .min(1, 'must not be empty')
  .transform(Number)
  .pipe(z.number('must be a number'));
const manualRow = z.object({
  student: name,
  lesson: name,
  exercise: z.string(),
  points: number,
  comment: z.string(),
});
const lateRow = z.object({
  student: name,
  lesson: name,
  days: number.refine((days) => days >= 0, 'must not be negative'),
});

/**
 * Reads `student,lesson,exercise,points,comment`, a row a correction. The file is only ever read.
 *
 * @param lessons the names of those that are graded; a row may give just the number, `02`
 * @throws AdjustmentError with file and line, where it can't be read or a row makes no sense
 */
export async function readManualPoints(
  file: string,
  lessons: readonly string[],
): Promise<ManualPoints[]> {
  const rows = await readRows(file, manualRow, lessons);
  return rows.map(({ exercise, ...row }) => ({
    ...row,
    exercise: exercise === '' ? undefined : exercise,
  }));
}

/**
 * Reads `student,lesson,days`, a row for each notebook that came late.
 *
 * @throws AdjustmentError as {@link readManualPoints}
 */
export async function readLateness(file: string, lessons: readonly string[]): Promise<Lateness[]> {
  return readRows(file, lateRow, lessons);
}

async function readRows<Row extends { student: string; lesson: string; exercise?: string }>(
  file: string,
  form: z.ZodType<Row>,
  lessons: readonly string[],
): Promise<Row[]> {
  const at = (line: number, problem: string) => new AdjustmentError(`${file}:${line}: ${problem}`);
  const records = parseCsv(file, await readText(file));
  const seen = new Map<string, number>();
  return records.map(({ record, info: { lines: line } }) => {
    const row = form.safeParse(record);
    if (!row.success) {
      const [{ path, message, code }] = row.error.issues;
      const column = String(path[0]);
      const isAbsent = code === 'invalid_type' && !(column in record);
      throw at(line, isAbsent ? `there is no column ${column}` : `${column} ${message}`);
    }
    const { student, lesson: wish, exercise = '' } = row.data;
    const lesson = lessons.find((one) => one === wish || one.startsWith(`${wish}-`));
    if (lesson === undefined) {
      throw at(line, `there is no lesson ${wish} among those graded: ${lessons.join(', ')}`);
    }
    const key = JSON.stringify([student, lesson, exercise]);
    const before = seen.get(key);
    if (before !== undefined) throw at(line, `says again what line ${before} says`);
    seen.set(key, line);
    return { ...row.data, lesson };
  });
}

interface CsvRecord {
  readonly record: Record<string, string>;
  /** Where it ends in the file. */
  readonly info: { readonly lines: number };
}

function parseCsv(file: string, text: string): CsvRecord[] {
  try {
    return parse(text, {
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    throw new AdjustmentError(`${file}: ${(error as Error).message}`);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new AdjustmentError(
      `${file} can't be read: ${String((error as NodeJS.ErrnoException).code)}`,
    );
  }
}

/** What a teacher adds to what the checks say. */
export interface Corrections {
  readonly manual: readonly ManualPoints[];
  readonly late: readonly Lateness[];
  /** What a day late costs, in percent of the points reached. A day that has begun counts. */
  readonly percentPerDay: number;
}

/**
 * The results with points given by hand, then less what is lost for being late. A notebook's score
 * never falls below 0.
 *
 * @throws AdjustmentError for a student, notebook or exercise that there isn't, and for more points
 *   than an exercise has: before any report is written
 */
export function adjust(
  results: readonly SubmissionResult[],
  { manual, late, percentPerDay }: Corrections,
): SubmissionResult[] {
  for (const { student, lesson } of [...manual, ...late]) {
    if (!results.some((one) => one.student === student && one.lesson === lesson)) {
      throw new AdjustmentError(`${student} has handed in no ${lesson}: correct the name`);
    }
  }
  return results.map((result) => {
    const isHis = (row: { student: string; lesson: string }) =>
      row.student === result.student && row.lesson === result.lesson;
    const adjustments = manual.filter(isHis).map((row) => byHand(result, row));
    let score = total(result.score, adjustments);
    for (const { days } of late.filter(isHis)) {
      const begun = Math.ceil(days);
      const lost = score * Math.min(1, (begun * percentPerDay) / 100);
      if (lost === 0) continue;
      const message = `${counted(begun, 'day')} late, ${percentPerDay} % a day`;
      adjustments.push({ kind: 'late', points: -lost, message });
      score -= lost;
    }
    return { ...result, score, adjustments };
  });
}

function byHand(
  { student, lesson, exercises }: SubmissionResult,
  { exercise: id, points, comment }: ManualPoints,
): Adjustment {
  if (id === undefined) {
    return { kind: 'manual', points, message: comment === '' ? 'given by hand' : comment };
  }
  const exercise = exercises.find((one) => one.id === id);
  if (!exercise) {
    const known = exercises.map((one) => one.id).join(', ') || 'none that was graded';
    throw new AdjustmentError(
      `${student}, ${lesson}: there is no exercise ${id}; there are ${known}`,
    );
  }
  if (points < 0 || points > exercise.max) {
    throw new AdjustmentError(
      `${student}, ${lesson}: ${points} points for ${id}, which has 0 to ${exercise.max}`,
    );
  }
  const message = `${id}: ${points} instead of ${exercise.score}`;
  return {
    kind: 'manual',
    points: points - exercise.score,
    message: comment === '' ? message : `${message}, ${comment}`,
  };
}

function total(score: number, adjustments: readonly Adjustment[]): number {
  return Math.max(
    0,
    adjustments.reduce((sum, { points }) => sum + points, score),
  );
}
