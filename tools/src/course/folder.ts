import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CourseProblem } from './problem.js';

/**
 * Where a teacher's own lessons and choices lie, outside of all that the kit tracks:
 *
 * ```
 * course.json            which lessons, whose points, which deadlines
 * notebooks/             lessons, as the kit's notebooks/
 * checks/<id>.ts         an exercise each
 * variants/<id>/*.ts     right and wrong solutions, for tests
 * ```
 *
 * That is `course/` in the kit's folder, or the folder that the environment variable
 * UNROLLED_COURSE names; an empty name stands for none.
 *
 * @param root the kit's folder, from which a relative name is seen
 * @returns nothing where there is no such folder
 * @throws CourseProblem where UNROLLED_COURSE names a folder that is not there
 */
export function courseFolder(root: string): string | undefined {
  if (!expectsCourse(root)) return undefined;
  const folder = plannedFolder(root)!;
  if (existsSync(folder)) return folder;
  throw new CourseProblem(
    `UNROLLED_COURSE names ${folder}, which is not there: \`unrolled new lesson\` makes it`,
  );
}

/** Whether there is such a folder, or should be. */
export function expectsCourse(root: string): boolean {
  const folder = plannedFolder(root);
  const isNamed = process.env.UNROLLED_COURSE !== undefined;
  return folder !== undefined && (isNamed || existsSync(folder));
}

/** The folder, whether it is there or not. */
export function plannedFolder(root: string): string | undefined {
  const name = process.env.UNROLLED_COURSE ?? 'course';
  return name === '' ? undefined : resolve(root, name);
}

/** Its course.json. */
export function settingsFile(folder: string): string {
  return join(folder, 'course.json');
}
