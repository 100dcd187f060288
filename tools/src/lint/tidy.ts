import { readFile } from 'node:fs/promises';
import { serialize } from '../notebook/notebook.js';
import { tidyNotebook } from '../tidy/tidyNotebook.js';
import type { Course, SourceLesson } from './course.js';
import type { Finding } from './finding.js';

/** What `unrolled tidy` would change or complains of: metadata, ids, roles, what cells hold. */
export async function tidiness(
  { name, file, path, notebook }: SourceLesson,
  { exercises }: Course,
): Promise<Finding[]> {
  const tidied = tidyNotebook(notebook, name, exercises);
  const findings = tidied.problems.map(({ cell, message }): Finding => {
    const index = tidied.notebook.cells.findIndex(({ id }) => id === cell);
    return { file, message, ...(cell && { cell: { id: cell, number: index + 1 } }) };
  });
  if (serialize(tidied.notebook) !== (await readFile(path, 'utf8'))) {
    findings.push({ file, message: 'it is not in canonical form: run `npx unrolled tidy`' });
  }
  return findings;
}

/** Exercises of the course that no lesson holds. */
export function homeless({ lessons, exercises }: Course): Finding[] {
  const names = lessons.map(({ name }) => name);
  return exercises
    .filter(({ lesson }) => !names.includes(lesson))
    .map(({ id, lesson }) => ({
      file: `lib/src/checks/${id}.ts`,
      message: `there is no lesson ${lesson}: write it, or name the one that holds ${id}`,
    }));
}
