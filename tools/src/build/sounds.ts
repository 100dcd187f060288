import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A page with its sounds in files of their own, in `assets/` of the folder where it lies: they are
 * most of a page that has some, and nobody needs them before a button is pressed.
 */
export async function withSoundFiles(page: string, folder: string): Promise<string> {
  const sound = /(?<=<audio [^>]*src=")data:audio\/wav;base64,([^"]*)(?=")/g;
  const names = new Map<string, string>();
  for (const [url, data] of page.matchAll(sound)) {
    const bytes = Buffer.from(data, 'base64');
    const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.wav`;
    await mkdir(join(folder, 'assets'), { recursive: true });
    await writeFile(join(folder, 'assets', name), bytes);
    names.set(url, `assets/${name}`);
  }
  return page.replace(sound, (url) => names.get(url)!);
}
