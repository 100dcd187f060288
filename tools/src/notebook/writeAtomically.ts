import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that whoever reads it, even after a crash, finds the old content or the new one
 * and never half of it: into a temporary file of the same folder, to the disk, then renamed.
 */
export async function writeAtomically(path: string, data: string | Uint8Array): Promise<void> {
  const suffix = randomBytes(6).toString('hex');
  const temporary = join(dirname(path), `.${basename(path)}.${suffix}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Removes from a folder what {@link writeAtomically} has left in it if it was killed. Only for a
 * folder into which nobody else is writing.
 */
export async function removeTemporaries(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^\..*\.[0-9a-f]{12}\.tmp$/.test(name)) await rm(join(folder, name), { force: true });
  }
}
