import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { Problem } from './problem.js';

/** What became of one file whose newest version was not in the learner's folder yet. */
export interface HandedOut {
  /** The file, relative to the folder: `02-recurrent-networks.ipynb`. */
  readonly name: string;
  /** `beside`: the learner's copy has changes of theirs, so the newest went to another place. */
  readonly outcome: 'new' | 'updated' | 'beside';
  /** Where the newest version is: `name` itself, or `02-recurrent-networks.new.ipynb`. */
  readonly place: string;
}

/** The checksums of every version that was ever put into the learner's folder, by file. */
const recordFormat = z.object({ given: z.record(z.string(), z.array(z.string())) });

/**
 * Puts the newest version of every file in `from`, lessons and their pictures, into `to`, and never
 * over a learner's work:
 * - a file that is not there is put there;
 * - one that is as some earlier hand-out left it is replaced;
 * - one that the learner changed stays, and the newest goes beside it, once, as `NN-slug.new.ipynb`
 *   (`.new-2`, `.new-3` where those hold changes as well).
 * `recordFile` remembers what was put; without it every file already there counts as changed.
 * An interruption between two steps costs nothing: what is found as it should be is recorded again.
 */
export async function handOut(from: string, to: string, recordFile: string): Promise<HandedOut[]> {
  const record = readRecord(recordFile);
  mkdirSync(dirname(recordFile), { recursive: true });
  mkdirSync(to, { recursive: true });
  const handedOut: HandedOut[] = [];
  for (const name of filesIn(from)) {
    const newest = readFileSync(join(from, name));
    const result = await handOutOne(name, newest, record.given[name] ?? [], to);
    if (result) handedOut.push(result);
    await remember(record, name, newest, recordFile);
  }
  return handedOut;
}

/**
 * Puts a clean copy of one file into the learner's folder, whatever is there. What was there is
 * renamed, and lies beside it: `05-language-models.2026-11-30.ipynb`, `.2026-11-30-2` the second
 * time of a day.
 *
 * @param today what the old one is named after
 * @returns the old one's new name; undefined where there was none
 */
export async function startAfresh(
  name: string,
  clean: Buffer,
  to: string,
  recordFile: string,
  today: string,
): Promise<string | undefined> {
  const record = readRecord(recordFile);
  mkdirSync(to, { recursive: true });
  const old = existsSync(join(to, name)) ? freePlace(name, today, to) : undefined;
  if (old !== undefined) renameSync(join(to, name), join(to, old));
  await writeAtomically(join(to, name), clean);
  mkdirSync(dirname(recordFile), { recursive: true });
  await remember(record, name, clean, recordFile);
  return old;
}

function freePlace(name: string, mark: string, folder: string): string {
  for (let n = 1; ; n++) {
    const place = marked(name, n === 1 ? mark : `${mark}-${n}`);
    if (!existsSync(join(folder, place))) return place;
  }
}

/** `05-language-models.new.ipynb` */
function marked(name: string, mark: string): string {
  const ending = extname(name);
  return `${name.slice(0, -ending.length || undefined)}.${mark}${ending}`;
}

async function handOutOne(
  name: string,
  newest: Buffer,
  given: readonly string[],
  to: string,
): Promise<HandedOut | undefined> {
  const isNewest = (place: string) => checksumOf(join(to, place)) === checksum(newest);
  const isUntouched = (place: string) => given.includes(checksumOf(join(to, place)) ?? '');
  const put = async (place: string, outcome: HandedOut['outcome']) => {
    mkdirSync(dirname(join(to, place)), { recursive: true });
    await writeAtomically(join(to, place), newest);
    return { name, outcome, place };
  };

  if (!existsSync(join(to, name))) return put(name, 'new');
  if (isNewest(name)) return undefined;
  if (isUntouched(name)) return put(name, 'updated');
  if (given.includes(checksum(newest))) return undefined;
  for (let n = 1; ; n++) {
    const place = marked(name, n === 1 ? 'new' : `new-${n}`);
    if (!existsSync(join(to, place)) || isUntouched(place) || isNewest(place))
      return put(place, 'beside');
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

type HandOutRecord = z.infer<typeof recordFormat>;

function readRecord(file: string): HandOutRecord {
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

/** Records that this version of the file was put into the learner's folder. */
async function remember(
  record: HandOutRecord,
  name: string,
  content: Buffer,
  file: string,
): Promise<void> {
  const given = (record.given[name] ??= []);
  if (given.includes(checksum(content))) return;
  given.push(checksum(content));
  await writeAtomically(file, `${JSON.stringify(record, null, 2)}\n`);
}

function checksumOf(file: string): string | undefined {
  return existsSync(file) ? checksum(readFileSync(file)) : undefined;
}

function checksum(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
