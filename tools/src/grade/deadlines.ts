import { lstat } from 'node:fs/promises';
import type { Lateness } from './adjustments.js';
import { SubmissionError } from './submissionError.js';
import { asSubmissionError, type Dates, readRegularFile, type Submission } from './submissions.js';

const day = 24 * 60 * 60 * 1000;

/**
 * Which notebooks came after their lesson's deadline, and by how much. A notebook says nothing of
 * when it was handed in; nbgrader writes a timestamp.txt beside it. Nobody counts as late whose time
 * is not known.
 *
 * @param fileTimes whether the time of a file, which copying or unpacking may have changed, counts
 *   where there is no timestamp.txt
 * @returns besides, what a teacher should know: whose time is not known
 */
export async function latenessOf(
  submissions: readonly Submission[],
  deadlines: Readonly<Record<string, string>> = {},
  fileTimes: boolean,
): Promise<{ late: Lateness[]; warnings: string[] }> {
  const late: Lateness[] = [];
  const warnings: string[] = [];
  const timeless = new Map<string, number>();
  for (const { student, lesson, dates } of submissions) {
    if (dates === undefined || !Object.hasOwn(deadlines, lesson)) continue;
    try {
      const time = await timeOf(dates, fileTimes);
      if (time === undefined) timeless.set(lesson, (timeless.get(lesson) ?? 0) + 1);
      else if (time > Date.parse(deadlines[lesson]))
        late.push({ student, lesson, days: (time - Date.parse(deadlines[lesson])) / day });
    } catch (error) {
      const { message } = asSubmissionError(error);
      warnings.push(`${student}, ${lesson}: ${message}; it does not count as late.`);
    }
  }
  for (const [lesson, count] of timeless) {
    warnings.push(
      `${lesson} has a deadline, but nothing tells when it was handed in by ${count} of the students: ` +
        'that does not count as late. See --late and --file-times.',
    );
  }
  return { late, warnings };
}

/** @throws SubmissionError where timestamp.txt does not hold a time */
async function timeOf({ file, timestamp }: Dates, fileTimes: boolean): Promise<number | undefined> {
  const text = timestamp === undefined ? undefined : await textIn(timestamp);
  if (text !== undefined) return parseTimestamp(text);
  return fileTimes ? (await lstat(file)).mtimeMs : undefined;
}

async function textIn(file: string): Promise<string | undefined> {
  try {
    return Buffer.from(await readRegularFile(file, 2 ** 10)).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * As nbgrader writes it: `2026-10-12 21:58:23.948203 UTC`. Without a zone it is UTC. Names of other
 * zones are ambiguous; +0200 is not.
 */
function parseTimestamp(text: string): number {
  const parts =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?) ?(UTC|GMT|Z|[+-]\d\d:?\d\d)?$/.exec(
      text.trim(),
    );
  const [, date, time, zone = 'Z'] = parts ?? [];
  const offset = /^[+-]/.test(zone) ? zone.replace(/(\d\d):?(\d\d)$/, '$1:$2') : 'Z';
  const moment = Date.parse(`${date}T${time}${offset}`);
  if (Number.isFinite(moment)) return moment;
  throw new SubmissionError(
    `its timestamp.txt says ${JSON.stringify(text.trim().slice(0, 60))}, not a time such as ` +
      '"2026-10-12 21:58:23.948203 UTC"',
  );
}
