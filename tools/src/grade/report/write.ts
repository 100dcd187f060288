import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../notebook/writeAtomically.js';
import type { SubmissionResult } from '../results.js';
import { toCsv } from './csv.js';
import { toJson } from './json.js';
import { toPages } from './pages.js';

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
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeAtomically(join(folder, path), content);
  }
  await removeOldPages(join(folder, 'students'), new Set(files.keys()));
}

/** Pages of students of an earlier report, who would otherwise seem to be graded still. */
async function removeOldPages(folder: string, current: ReadonlySet<string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const isPage = /-[0-9a-f]{8}\.html$/.test(name);
    if (isPage && !current.has(`students/${name}`)) await rm(join(folder, name));
  }
}
