import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { compileExercises } from './compile.js';
import { courseFolder } from './folder.js';
import { CourseProblem } from './problem.js';

/**
 * The module from which `check` takes a teacher's exercises and points, for a kernel: where it can't
 * be made, one that throws what is wrong, so that the graded cell says it.
 *
 * @param root the kit's folder
 * @returns nothing where the teacher has no folder
 */
export async function kernelExercises(root: string): Promise<string | undefined> {
  try {
    const folder = courseFolder(root);
    return folder === undefined ? undefined : await compileExercises(root, folder);
  } catch (error) {
    if (!(error instanceof CourseProblem)) throw error;
    const cache = join(root, '.unrolled/cache/exercises');
    await mkdir(cache, { recursive: true });
    const path = join(cache, 'broken.cjs');
    await writeAtomically(path, `throw new Error(${JSON.stringify(error.message)});\n`);
    return path;
  }
}
