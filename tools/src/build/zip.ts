import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/**
 * What a learner needs who has nothing but the archive: the kit without the sources of lessons and
 * without its tests. Unpacked, `npm start` works in it as in a checkout.
 */
const kit = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'tsconfig.base.json',
  'tsconfig.json',
  'README.md',
  'LICENSE',
  'lib',
  'tools',
  'datasets',
];

/** What tools leave behind, and what is made again from the rest. */
const leftOut = /^(node_modules|dist|__pycache__|\..*)$|\.tsbuildinfo$/;

/**
 * Packs the kit and the students' notebooks; the same files always give the same bytes.
 *
 * @param root the course's folder
 * @param student the folder of the built notebooks, which stands in the archive as build/student
 */
export async function packStudentArchive(root: string, student: string): Promise<Uint8Array> {
  const paths = new Map<string, string>();
  for (const entry of kit) await collect(join(root, entry), entry, paths);
  await collect(student, 'build/student', paths);
  const files: Zippable = {};
  for (const name of [...paths.keys()].sort())
    files[`unrolled-course/${name}`] = await readFile(paths.get(name)!);
  // fflate reads the date by the local clock: given by the local clock, it is the same everywhere.
  return zipSync(files, { level: 9, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o644 << 16 });
}

async function collect(path: string, name: string, into: Map<string, string>): Promise<void> {
  let entries;
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') into.set(name, path);
    else if (code !== 'ENOENT') throw error;
    return;
  }
  for (const entry of entries) {
    if (leftOut.test(entry.name)) continue;
    await collect(join(path, entry.name), `${name}/${entry.name}`, into);
  }
}
