import { constants, type Dirent } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { lessonOf } from '../notebook/metadata.js';
import { readNotebook } from './readNotebook.js';
import { SubmissionError } from './submissionError.js';
import { ArchiveError, unpackNotebooks } from './unpack.js';

/** A notebook that someone has handed in, or the fact that there is none. */
export interface Submission {
  readonly student: string;
  /** The lesson; the file's name where it is none of the course; '' where there is no file. */
  readonly lesson: string;
  /** What else was found, for the report. */
  readonly notes: readonly string[];
  /** @throws SubmissionError where there is nothing to grade. */
  readonly read: () => Promise<Uint8Array>;
  /** Files that tell when it was handed in. */
  readonly dates?: Dates;
}

export interface Dates {
  /** The file that was handed in: its time may be that of a copy. */
  readonly file: string;
  /** What nbgrader has written of its time, if it has. */
  readonly timestamp?: string;
}

export const largestNotebook = 20 * 2 ** 20;
const largestArchive = 64 * 2 ** 20;
/** Of one student, whether they are lessons or not. */
const mostNotebooks = 100;

/** A file that could be a submission. */
interface Candidate {
  /** The file's name without its ending. */
  readonly name: string;
  readonly read: () => Promise<Uint8Array>;
  /** What it holds, where that is known already. */
  readonly content?: Uint8Array;
  readonly dates: Dates;
}

/**
 * Finds what a class has handed in: `<student>/<lesson>.ipynb`, `<student>.zip`, or nbgrader's
 * `submitted/<student>/<lesson>/<lesson>.ipynb`. Whoever has handed in nothing usable gets a
 * submission too, whose reading fails with the reason: nobody is lost.
 *
 * @param lessons the names of those that are graded.
 */
export async function findSubmissions(
  folder: string,
  lessons: readonly string[],
): Promise<Submission[]> {
  const isSubmitted = (entry: Dirent) => entry.name === 'submitted' && entry.isDirectory();
  const hasSubmitted = (await entriesOf(folder)).some(isSubmitted);
  const root = hasSubmitted ? join(folder, 'submitted') : folder;
  const submissions: Submission[] = [];
  for (const entry of await entriesOf(root)) {
    const isArchive = /\.zip$/i.test(entry.name);
    if (!entry.isDirectory() && !isArchive && !/\.ipynb$/.test(entry.name)) continue;
    const student = entry.name.replace(/\.(zip|ipynb)$/i, '');
    try {
      const candidates = await candidatesIn(join(root, entry.name), entry, isArchive, hasSubmitted);
      submissions.push(...(await assign(student, candidates, lessons)));
    } catch (error) {
      submissions.push(failing(student, '', asSubmissionError(error)));
    }
  }
  return onePerLesson(submissions);
}

/** What there is in a folder, without hidden files, in the order of names. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter(({ name }) => !name.startsWith('.') && name !== '__MACOSX')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function candidatesIn(
  path: string,
  entry: Dirent,
  isArchive: boolean,
  isNbgrader: boolean,
): Promise<Candidate[]> {
  if (entry.isDirectory()) return inFolder(path, isNbgrader);
  if (isArchive) return inArchive(path);
  throw new SubmissionError(`${entry.name} lies in no student's folder: put it into <student>/`);
}

/** Notebooks in a student's folder, and in folders of it as nbgrader makes them. */
async function inFolder(folder: string, isNbgrader: boolean, depth = 0): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth < 2) found.push(...(await inFolder(path, isNbgrader, depth + 1)));
    } else if (entry.name.endsWith('.ipynb')) {
      const name = basename(entry.name, '.ipynb');
      // Elsewhere a file of this name is only one more file of the student's.
      const timestamp = isNbgrader && depth === 1 ? join(folder, 'timestamp.txt') : undefined;
      const dates = { file: path, timestamp };
      found.push({ name, read: () => readRegularFile(path, largestNotebook), dates });
    }
  }
  return found;
}

async function inArchive(path: string): Promise<Candidate[]> {
  const unpack = async () =>
    unpackNotebooks(await readRegularFile(path, largestArchive), largestNotebook);
  // Unpacked again for grading: a class's notebooks are not all held at the same time.
  const unpacked = [...(await unpack())].sort(([a], [b]) => (a < b ? -1 : 1));
  return unpacked.map(([file, content]) => ({
    // No longer than a file's name can be outside of an archive.
    name: basename(file, '.ipynb').slice(0, 255),
    content,
    dates: { file: path },
    read: async () => {
      const content = (await unpack()).get(file);
      if (content) return content;
      throw new SubmissionError(`${basename(path)} has changed while it was read`);
    },
  }));
}

/** Reads a file of someone else's: no links, no devices, no more than `limit` bytes. */
export async function readRegularFile(path: string, limit: number): Promise<Uint8Array> {
  const fail = (problem: string) => new SubmissionError(`${basename(path)} ${problem}`);
  if (!(await lstat(path)).isFile()) throw fail('is not a regular file');
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size } = await file.stat();
    if (size > limit) throw fail(`is larger than ${limit / 2 ** 20} MiB`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Says which file is which lesson: by its name, else by what the notebook says of itself. */
async function assign(
  student: string,
  candidates: readonly Candidate[],
  lessons: readonly string[],
): Promise<Submission[]> {
  if (candidates.length === 0) {
    return [failing(student, '', new SubmissionError('no notebook was handed in'))];
  }
  if (candidates.length > mostNotebooks) {
    const problem = `${candidates.length} notebooks were handed in, more than ${mostNotebooks}`;
    return [failing(student, '', new SubmissionError(problem))];
  }
  const submissions: Submission[] = [];
  for (const { name, read, content, dates } of candidates) {
    const lesson = lessons.includes(name) ? name : await lessonIn(content, read);
    if (lesson !== undefined && lessons.includes(lesson)) {
      const submission = { student, lesson, notes: [], read: withReason(read), dates };
      // A file of the right name counts before one that has been renamed.
      if (lesson === name) submissions.unshift(submission);
      else submissions.push(submission);
    } else {
      const problem = `${name}.ipynb is none of the lessons that are graded: ${lessons.join(', ')}`;
      submissions.push(failing(student, name, new SubmissionError(problem)));
    }
  }
  return submissions;
}

/** Which lesson a notebook of any name says it is. */
async function lessonIn(
  content: Uint8Array | undefined,
  read: Candidate['read'],
): Promise<string | undefined> {
  try {
    return lessonOf(readNotebook(content ?? (await read())))?.lesson;
  } catch {
    // It may be anything at all; it is reported as no lesson.
    return undefined;
  }
}

function onePerLesson(submissions: readonly Submission[]): Submission[] {
  const kept = new Map<string, Submission>();
  for (const submission of submissions) {
    const key = JSON.stringify([submission.student, submission.lesson]);
    const first = kept.get(key);
    if (first === undefined) kept.set(key, submission);
    else {
      const note = `${submission.lesson} was handed in more than once; the first file counts.`;
      kept.set(key, { ...first, notes: [note] });
    }
  }
  return [...kept.values()];
}

function failing(student: string, lesson: string, error: SubmissionError): Submission {
  return { student, lesson, notes: [], read: () => Promise.reject(error) };
}

function withReason(read: Candidate['read']): Candidate['read'] {
  return () =>
    read().catch((error: unknown) => {
      throw asSubmissionError(error);
    });
}

/** A file that can't be read is its owner's trouble; anything else is ours, and is thrown. */
export function asSubmissionError(error: unknown): SubmissionError {
  if (error instanceof SubmissionError) return error;
  if (error instanceof ArchiveError) return new SubmissionError(error.message);
  if (error instanceof Error && 'code' in error) {
    return new SubmissionError(`it can't be read: ${String(error.code)}`);
  }
  throw error;
}
