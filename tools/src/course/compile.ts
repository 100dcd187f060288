import * as esbuild from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from '../grade/cache.js';
import { library } from '../grade/library.js';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { CourseProblem } from './problem.js';
import { settingsFile } from './folder.js';
import { readSettings } from './settings.js';
import { checkTypes } from './typeCheck.js';

const require = createRequire(import.meta.url);

/**
 * Makes of a teacher's checks/*.ts and of the choices in course.json one module that exports
 * `CourseExercises`, as `unrolled/checks` reads it. It is kept by the digest of all that it is made
 * of: types are checked, and code is bundled, only where something has changed.
 *
 * @param root the kit's folder; the module is kept in its .unrolled/
 * @returns the module's path
 * @throws CourseProblem with file and line of what does not compile, or of what course.json lacks
 */
export async function compileExercises(root: string, folder: string): Promise<string> {
  const checks = join(folder, 'checks');
  const files = await checkFiles(checks);
  const { exercises: choices = {} } = await readSettings(settingsFile(folder));
  const version = files.length === 0 ? '' : await fingerprint([checks]);
  const compiler = fileURLToPath(new URL('.', import.meta.url));
  const kit = await fingerprint([join(library, 'dist/checks'), compiler]);
  const all = JSON.stringify([version, kit, library, folder, choices]);
  const digest = createHash('sha256').update(all).digest('hex');
  const path = join(root, '.unrolled/cache/exercises', `${digest}.cjs`);
  if (existsSync(path)) return path;
  if (files.length > 0) checkTypes(files, folder);
  const entry = [
    ...files.map((file, i) => `import { exercise as exercise${i} } from ${JSON.stringify(file)};`),
    'export const own = [',
    ...files.map((file, i) => `  { ...exercise${i}, own: ${JSON.stringify({ file, version })} },`),
    '];',
    `export const choices = ${JSON.stringify(choices)};`,
  ].join('\n');
  await mkdir(join(root, '.unrolled/cache/exercises'), { recursive: true });
  await writeAtomically(path, await bundle(entry, folder));
  return path;
}

async function checkFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  const sources = names.filter((name) => /^[^.].*\.ts$/.test(name) && !name.endsWith('.d.ts'));
  return sources.sort().map((name) => join(folder, name));
}

async function bundle(contents: string, folder: string): Promise<Uint8Array> {
  try {
    const { outputFiles } = await esbuild.build({
      stdin: { contents, resolveDir: folder, loader: 'ts' },
      plugins: [theLibraryItself],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      write: false,
      logLevel: 'silent',
      tsconfigRaw: {},
    });
    return outputFiles[0].contents;
  } catch (error) {
    throw new CourseProblem(`in ${folder}: ${(error as Error).message}`);
  }
}

/** The one library, wherever the course lies: a second copy would have other matrices and tensors. */
const theLibraryItself: esbuild.Plugin = {
  name: 'the-library-itself',
  setup(build) {
    build.onResolve({ filter: /^unrolled(\/checks)?$/ }, ({ path }) => ({
      path: require.resolve(path),
      external: true,
    }));
  },
};
