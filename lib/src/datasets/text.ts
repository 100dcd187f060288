import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The text of a reader's own file, which must be UTF-8; a byte order mark at its start is dropped.
 *
 * @param path seen from the folder of the notebook
 * @throws Error where the file can't be read, is empty, or is not UTF-8: the message names the line
 * and the byte
 */
export function readText(path: string): string {
  const bytes = read(path);
  if (bytes.length === 0) throw new Error(`${path} is empty`);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new Error(`${path} is UTF-16. Save it as UTF-8.`);
  }
  const text = bytes.toString('utf8');
  const wrong = firstDifference(bytes, Buffer.from(text));
  if (wrong !== undefined) {
    const line = bytes.subarray(0, wrong).filter((byte) => byte === 0x0a).length + 1;
    throw new Error(
      `${path}, line ${line}: byte ${wrong} of the file (0x${bytes[wrong].toString(16)}) is not ` +
        'UTF-8. If the text is in another encoding, such as Latin-1, save it as UTF-8.',
    );
  }
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(
      missing
        ? `There is no file ${path}: it was looked for as ${resolve(path)}`
        : `${path} can't be read: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/**
 * Where the bytes stop being UTF-8. Decoding puts U+FFFD for what it can't read, so that encoding
 * again gives other bytes from there on.
 */
function firstDifference(bytes: Buffer, again: Buffer): number | undefined {
  if (bytes.equals(again)) return undefined;
  let i = again.findIndex((byte, k) => byte !== bytes[k]);
  // The first bytes of U+FFFD may agree by chance: back to where it begins.
  while ((again[i] & 0xc0) === 0x80) i--;
  return i;
}
