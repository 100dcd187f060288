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
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'LICENSE',
  'docs',
  'lib',
  'tools',
  'datasets',
];

/** What tools leave behind. */
const leftovers = /^(node_modules|__pycache__|\..*)$|\.tsbuildinfo$/;

/** A file of an archive: what it holds, and who may do what with it once it is unpacked. */
export interface ArchivedFile {
  readonly content: Uint8Array;
  readonly mode?: number;
}

/**
 * Packs the kit and the students' notebooks; the same files always give the same bytes.
 *
 * @param course the kit's folder, and the teacher's own: its checks and choices go along, its sources
 *   don't
 * @param student the folder of the built notebooks, which stands in the archive as build/student
 */
export async function packStudentArchive(
  { root, folder }: { readonly root: string; readonly folder?: string },
  student: string,
): Promise<Uint8Array> {
  const files = new Map<string, ArchivedFile>();
  const isKept = (name: string) => name !== 'dist'; // it is made again from the rest
  for (const entry of kit)
    await collect(join(root, entry), `unrolled-course/${entry}`, files, isKept);
  for (const entry of folder === undefined ? [] : ['course.json', 'checks'])
    await collect(join(folder!, entry), `unrolled-course/course/${entry}`, files);
  await collect(student, 'unrolled-course/build/student', files);
  return pack(files);
}

/**
 * Reads a file, or all files of a folder but for what tools leave behind; nothing where there is
 * neither.
 *
 * @param name what it is called in the archive
 * @param isKept says of the names of files and folders inside whether they are wanted
 */
export async function collect(
  path: string,
  name: string,
  into: Map<string, ArchivedFile>,
  isKept: (name: string) => boolean = () => true,
): Promise<void> {
  let entries;
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') into.set(name, { content: await readFile(path) });
    else if (code !== 'ENOENT') throw error;
    return;
  }
  for (const entry of entries) {
    if (leftovers.test(entry.name) || !isKept(entry.name)) continue;
    await collect(join(path, entry.name), `${name}/${entry.name}`, into, isKept);
  }
}

/** The same files always give the same bytes. */
export function pack(files: ReadonlyMap<string, ArchivedFile>): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, { content, mode = 0o644 }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    zippable[name] = [content, { os: 3, attrs: mode << 16 }];
  // fflate reads the date by the local clock: given by the local clock, it is the same everywhere.
  return zipSync(zippable, { level: 9, mtime: new Date(1980, 0, 1) });
}
