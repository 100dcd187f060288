import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../notebook/writeAtomically.js';

const fileOf = (root: string) => join(root, '.unrolled/batch');

/**
 * The name of the batch under way: the same until it is complete, so that a run after an
 * interruption finds what the workers have finished meanwhile.
 */
export async function batchId(root: string): Promise<string> {
  const path = fileOf(root);
  try {
    const text = await readFile(path, 'utf8');
    if (/^[0-9a-f]{32}$/.test(text)) return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const id = randomBytes(16).toString('hex');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeAtomically(path, id);
  return id;
}

/** From here on no message of the batch counts any more. */
export async function forgetBatch(root: string): Promise<void> {
  await rm(fileOf(root), { force: true });
}
