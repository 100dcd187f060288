import { createHash, createHmac } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAtomically } from '../notebook/writeAtomically.js';
import { library } from './library.js';
import { grade, type Grade } from './results.js';

/**
 * Grades by what they depend on, a file each, written as soon as it is known: an interrupted run
 * goes on where it was, and an unchanged notebook is not graded again.
 */
export class GradeCache {
  /**
   * @param seed makes the names of files, too, tell nothing to whoever lacks it.
   * @param version of all that grades; see {@link fingerprint}.
   */
  constructor(
    private readonly folder: string,
    private readonly seed: Uint8Array,
    private readonly version: string,
  ) {}

  /** @param parts all else that the grade depends on: lesson, submission, settings. */
  key(...parts: readonly (string | Uint8Array)[]): string {
    const digests = parts.map((part) => createHash('sha256').update(part).digest('hex'));
    const hmac = createHmac('sha256', this.seed);
    return hmac.update(JSON.stringify([this.version, ...digests])).digest('hex');
  }

  async get(key: string): Promise<Grade | undefined> {
    let text: string;
    try {
      text = await readFile(this.path(key), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    return parseGrade(text);
  }

  async set(key: string, value: Grade): Promise<void> {
    const path = this.path(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeAtomically(path, JSON.stringify(value));
  }

  private path(key: string): string {
    return join(this.folder, key.slice(0, 2), `${key}.json`);
  }
}

/** A file that is damaged or of another version is as good as none. */
function parseGrade(text: string): Grade | undefined {
  try {
    return grade.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A digest of all files below these folders, so that changed code or checks change it. */
export async function fingerprint(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) {
      hash.update(JSON.stringify(path.slice(folder.length))).update(await readFile(path));
    }
  }
  return hash.digest('hex');
}

/** What a grade depends on besides the notebooks: the library with its checks, and the grader. */
export function gradingCode(): string[] {
  const grader = dirname(fileURLToPath(import.meta.url));
  return [join(library, 'dist'), join(library, 'src'), grader, join(grader, '../notebook')];
}
