import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeTemporaries, writeAtomically } from '../../notebook/writeAtomically.js';
import type { SubmissionResult } from '../results.js';
import { toCsv } from './csv.js';
import { fileName } from './fileName.js';
import { toGradescope } from './gradescope.js';
import { toJson } from './json.js';
import { toJunit } from './junit.js';
import { toPages } from './pages.js';

/** Folders with a file for each student or notebook. */
const perStudent = ['students', 'gradescope'];

/**
 * Writes the whole report into a folder; each file is the old one or the new one at any time.
 * @param warning for the top of the overview: what the grades can't promise.
 */
export async function writeReport(
  folder: string,
  results: readonly SubmissionResult[],
  warning: string | undefined,
): Promise<void> {
  const files = toPages(results, warning);
  files.set('grades.csv', toCsv(results));
  files.set('grades.json', toJson(results));
  files.set('junit.xml', toJunit(results));
  for (const result of results) {
    const name = fileName(`${result.student}/${result.lesson}`);
    files.set(`gradescope/${name}.json`, toGradescope(result));
  }
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeAtomically(join(folder, path), content);
  }
  await removeTemporaries(folder);
  for (const one of perStudent) await removeOldFiles(folder, one, new Set(files.keys()));
}

/**
 * Files of students of an earlier report, who would otherwise seem to be graded still, and
 * what is left of a report whose writing was killed.
 */
async function removeOldFiles(
  folder: string,
  inside: string,
  current: ReadonlySet<string>,
): Promise<void> {
  await mkdir(join(folder, inside), { recursive: true });
  await removeTemporaries(join(folder, inside));
  for (const name of await readdir(join(folder, inside))) {
    const isOurs = /-[0-9a-f]{8}\.(html|json)$/.test(name);
    if (isOurs && !current.has(`${inside}/${name}`)) await rm(join(folder, inside, name));
  }
}
