import { existsSync, realpathSync } from 'node:fs';
import Module from 'node:module';
import { isAbsolute, join, relative } from 'node:path';
import type { System } from '@tslab/typescript-for-tslab';

/**
 * Lets the compiler see the course's packages from a notebook in any folder.
 *
 * tslab looks for packages in the notebook's folder and upwards, so `import … from 'unrolled'`
 * fails in a notebook outside the course. Paths below the folder's node_modules that do not exist
 * lead to the course's node_modules instead.
 */
export function borrowCourseModules(system: System, folder: string, root: string): void {
  if (isInside(folder, root)) return;
  const here = join(folder, 'node_modules');
  const there = join(root, 'node_modules');
  const lead = (path: string) =>
    isInside(path, here) && !existsSync(path) ? join(there, relative(here, path)) : path;
  const stock = { ...system };
  Object.assign(system, {
    fileExists: (path: string) => stock.fileExists(lead(path)),
    readFile: (path: string, encoding?: string) => stock.readFile(lead(path), encoding),
    directoryExists: (path: string) => stock.directoryExists(lead(path)),
    getDirectories: (path: string) => stock.getDirectories(lead(path)),
    realpath: (path: string) => (existsSync(lead(path)) ? realpathSync(lead(path)) : path),
  });
}

/** Lets `require` fall back on the course's packages, the same way at run time. */
export function requireFromCourse(root: string): void {
  const { NODE_PATH } = process.env;
  const paths = [NODE_PATH, join(root, 'node_modules')].filter(Boolean);
  process.env.NODE_PATH = paths.join(process.platform === 'win32' ? ';' : ':');
  (Module as unknown as { _initPaths(): void })._initPaths();
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}
