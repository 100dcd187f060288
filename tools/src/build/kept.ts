import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../notebook/writeAtomically.js';

/**
 * What builds made last, a file each, with a key of all that it was made of: what has the same key
 * need not be made again.
 */
export class Kept {
  /** @param fresh whether everything is made anew, and kept for the next build */
  constructor(
    private readonly folder: string,
    private readonly fresh = false,
  ) {}

  /** The part of it that has its own names. */
  in(folder: string): Kept {
    return new Kept(join(this.folder, folder), this.fresh);
  }

  async get(name: string, key: string): Promise<string | undefined> {
    if (this.fresh) return undefined;
    let file: string;
    try {
      file = await readFile(join(this.folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    return file.startsWith(`${key}\n`) ? file.slice(key.length + 1) : undefined;
  }

  async set(name: string, key: string, text: string): Promise<void> {
    const path = join(this.folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeAtomically(path, `${key}\n${text}`);
  }
}

/** A digest of these texts, in this order. */
export function keyOf(...parts: readonly (string | Uint8Array)[]): string {
  const digests = parts.map((part) => createHash('sha256').update(part).digest('hex'));
  return createHash('sha256').update(digests.join()).digest('hex');
}
