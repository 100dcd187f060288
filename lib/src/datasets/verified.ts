import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder `datasets/` of the course: the one that is named, or that of this file, compiled or not. */
function datasets(): string {
  const named = process.env.UNROLLED_DATASETS;
  return named ? resolve(named) : join(__dirname, '../../../datasets');
}

/**
 * Reads a file of the course's data after comparing it with the checksum in its folder's
 * SHA256SUMS, so that a lesson never trains on a file that was cut off or edited.
 *
 * @param folder `austen`, a folder of `datasets/`
 * @param file `prideprejudice.txt`
 * @throws Error that says what is missing or different, and how to get it back
 */
export function readVerified(folder: string, file: string, root = datasets()): Buffer {
  if (!existsSync(root)) {
    throw new Error(
      `There is no folder ${root}. The data sets come with the course, in its folder datasets/, and ` +
        'not with the package unrolled: take that folder from a copy of the course, and set the ' +
        'environment variable UNROLLED_DATASETS to where it is.',
    );
  }
  const path = join(root, folder, file);
  const content = read(path);
  const expected = checksum(read(join(root, folder, 'SHA256SUMS')).toString('utf8'), file);
  if (expected === undefined) {
    throw new Error(`${join(root, folder, 'SHA256SUMS')} has no line for ${file}. ${remedy(path)}`);
  }
  const actual = createHash('sha256').update(content).digest('hex');
  if (actual !== expected) {
    throw new Error(
      `${path} is not the file that the course was written for: it has ${content.length} bytes ` +
        `and the SHA-256 sum ${actual.slice(0, 12)}…, but ${expected.slice(0, 12)}… was expected. ` +
        remedy(path),
    );
  }
  return content;
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(
      `${path} ${missing ? 'is missing' : `can't be read (${String(error)})`}. ${remedy(path)}`,
      { cause: error },
    );
  }
}

function remedy(path: string): string {
  return (
    `It comes with the course: in a git clone \`git checkout -- "${path}"\` brings it back; ` +
    'otherwise take it from a fresh copy of the course.'
  );
}

/** A line of SHA256SUMS is the sum, two characters, the file's name. */
function checksum(sums: string, file: string): string | undefined {
  return sums
    .split('\n')
    .find((line) => line.slice(66) === file)
    ?.slice(0, 64);
}
