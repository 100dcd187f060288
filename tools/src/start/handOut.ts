import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { Problem } from './problem.js';

/** What became of one lesson whose newest version was not in the learner's folder yet. */
export interface HandedOut {
  /** `02-recurrent-networks.ipynb` */
  readonly lesson: string;
  /** `beside`: the learner's copy has changes of theirs, so the newest went into `file`. */
  readonly outcome: 'new' | 'updated' | 'beside';
  /** Where the newest version is: the lesson's own name, or `02-recurrent-networks.new.ipynb`. */
  readonly file: string;
}

/** The checksums of every version that was ever put into the learner's folder, by lesson. */
const recordFormat = z.object({ given: z.record(z.string(), z.array(z.string())) });

/**
 * Puts the newest version of every notebook in `from` into `to`, never over a learner's work:
 * - a lesson that is not there is put there;
 * - one that is as some earlier hand-out left it is replaced;
 * - one that the learner changed stays, and the newest goes beside it, once, as `NN-slug.new.ipynb`
 *   (`.new-2`, `.new-3` where those hold changes as well).
 * `recordFile` remembers what was put; without it every notebook already there counts as changed.
 * An interruption between two steps costs nothing: what is found as it should be is recorded again.
 */
export async function handOut(from: string, to: string, recordFile: string): Promise<HandedOut[]> {
  const record = readRecord(recordFile);
  mkdirSync(to, { recursive: true });
  mkdirSync(dirname(recordFile), { recursive: true });
  const handedOut: HandedOut[] = [];
  for (const lesson of readdirSync(from).sort()) {
    if (!lesson.endsWith('.ipynb')) continue;
    const newest = readFileSync(join(from, lesson));
    const given = (record.given[lesson] ??= []);
    const result = await handOutOne(lesson, newest, given, to);
    if (result) handedOut.push(result);
    if (!given.includes(checksum(newest))) given.push(checksum(newest));
    await writeAtomically(recordFile, `${JSON.stringify(record, null, 2)}\n`);
  }
  return handedOut;
}

async function handOutOne(
  lesson: string,
  newest: Buffer,
  given: readonly string[],
  to: string,
): Promise<HandedOut | undefined> {
  const isNewest = (file: string) => checksumOf(join(to, file)) === checksum(newest);
  const isUntouched = (file: string) => given.includes(checksumOf(join(to, file)) ?? '');
  const put = async (file: string, outcome: HandedOut['outcome']) => {
    await writeAtomically(join(to, file), newest);
    return { lesson, outcome, file };
  };

  if (!existsSync(join(to, lesson))) return put(lesson, 'new');
  if (isNewest(lesson)) return undefined;
  if (isUntouched(lesson)) return put(lesson, 'updated');
  if (given.includes(checksum(newest))) return undefined;
  for (let n = 1; ; n++) {
    const file = lesson.replace(/\.ipynb$/, n === 1 ? '.new.ipynb' : `.new-${n}.ipynb`);
    if (!existsSync(join(to, file)) || isUntouched(file) || isNewest(file))
      return put(file, 'beside');
  }
}

function readRecord(file: string): z.infer<typeof recordFormat> {
  if (!existsSync(file)) return { given: {} };
  const text = readFileSync(file, 'utf8');
  try {
    return recordFormat.parse(JSON.parse(text));
  } catch (error) {
    throw new Problem(
      `${file} is damaged. Delete it: notebooks already in work/ then count as yours, and newer versions go beside them.`,
      { cause: error },
    );
  }
}

function checksumOf(file: string): string | undefined {
  return existsSync(file) ? checksum(readFileSync(file)) : undefined;
}

function checksum(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
