import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const bytes = 32;

/** The seed's file can't be used; the message says why and what to do. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}

/**
 * Reads the secret from which hidden cases are drawn, and makes it where there is none yet. It is
 * readable by its owner only, and stands nowhere else.
 *
 * @param mayCreate false for a file that someone has named: then a typing error is not a new seed.
 */
export async function readSeed(path: string, mayCreate: boolean): Promise<Uint8Array> {
  if (mayCreate) await create(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new SeedError(`the seed file can't be read: ${String(error)}`);
  }
  if (((await stat(path)).mode & 0o077) !== 0) {
    throw new SeedError(`${path} can be read by other users: run \`chmod 600 ${path}\``);
  }
  if (!new RegExp(`^[0-9a-f]{${2 * bytes}}$`).test(text.trim())) {
    throw new SeedError(
      `${path} is no seed: it must hold ${2 * bytes} hexadecimal digits, such as those of ` +
        `\`openssl rand -hex ${bytes}\``,
    );
  }
  return Buffer.from(text.trim(), 'hex');
}

async function create(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const seed = `${randomBytes(bytes).toString('hex')}\n`;
    await writeFile(temporary, seed, { mode: 0o600, flag: 'wx', flush: true });
    // Unlike a rename, a link never replaces a seed that is there.
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}
