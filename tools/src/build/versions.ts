import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { courseRoot } from '../courseRoot.js';
import { fingerprint, gradingCode } from '../grade/cache.js';
import { keyOf } from './kept.js';

/** Of all that an executed lesson, with its pictures, depends on but its own source. */
export function versionOfKernel(): Promise<string> {
  return versionOf(
    ['lib/dist', 'tools/dist/kernel', 'datasets'],
    [
      'package-lock.json',
      'tools/requirements.txt',
      'tools/src/build/execute.py',
      'tools/src/build/plotImages.ts',
    ],
  );
}

/** Of all that a grade depends on but the notebook. */
export function versionOfGrader(): Promise<string> {
  return versionOf([...gradingCode(), 'datasets'], ['package-lock.json']);
}

/** Of all that a page depends on but its notebook. */
export function versionOfPages(): Promise<string> {
  return versionOf(['tools/src/build/template'], ['tools/requirements.txt']);
}

/** Of all that the API reference depends on. */
export function versionOfApi(): Promise<string> {
  return versionOf(
    ['lib/src', 'tools/src/build/assets'],
    ['package-lock.json', 'lib/typedoc.json'],
  );
}

/** A digest of what lies in these folders, and of these files. */
async function versionOf(folders: readonly string[], files: readonly string[]): Promise<string> {
  const here = (path: string) => resolve(courseRoot, path);
  const texts = await Promise.all(files.map((file) => readFile(here(file))));
  return keyOf(await fingerprint(folders.map(here)), ...texts);
}
