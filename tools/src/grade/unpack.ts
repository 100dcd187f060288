import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate';
import { basename } from 'node:path';

/** A zip file that can't be unpacked within the limits; the message says why. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

const mostFiles = 1000;
const largestTogether = 64 * 2 ** 20;
/** Fed in small pieces, because one piece can grow a thousandfold before anybody looks. */
const piece = 4096;

/**
 * The notebooks in a zip file, by their paths. Paths are only names here: nothing is written to
 * disk. What is said about sizes is not believed: unpacking stops when too much has come out.
 *
 * @throws ArchiveError where the file is no zip file or holds too much.
 */
export function unpackNotebooks(
  archive: Uint8Array,
  largestNotebook: number,
): Map<string, Uint8Array> {
  if (archive[0] !== 0x50 || archive[1] !== 0x4b) throw new ArchiveError('it is not a zip file');
  const notebooks = new Map<string, Uint8Array>();
  let files = 0;
  let unfinished = 0;
  let total = 0;
  const unzip = new Unzip((file) => {
    if (++files > mostFiles) throw new ArchiveError(`it holds more than ${mostFiles} files`);
    if (!isNotebook(file.name)) return;
    const chunks: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, chunk, isLast) => {
      // fflate hands our own errors back, too.
      if (error instanceof ArchiveError) throw error;
      if (error) throw new ArchiveError(`it is damaged: ${error.message}`);
      size += chunk.length;
      total += chunk.length;
      if (size > largestNotebook || total > largestTogether) {
        throw new ArchiveError(`it holds more than ${largestNotebook / 2 ** 20} MiB of notebooks`);
      }
      chunks.push(chunk);
      if (!isLast) return;
      unfinished--;
      notebooks.set(file.name, Buffer.concat(chunks));
    };
    unfinished++;
    file.start();
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  try {
    for (let at = 0; at < archive.length; at += piece) {
      unzip.push(archive.subarray(at, at + piece), at + piece >= archive.length);
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArchiveError(`it is damaged: ${reason}`);
  }
  if (files === 0) throw new ArchiveError('it is an empty or damaged zip file');
  if (unfinished > 0) throw new ArchiveError('it is damaged: a notebook does not come to its end');
  return notebooks;
}

function isNotebook(path: string): boolean {
  const hidden = /(^|\/)(\.[^./]|__MACOSX\/)/;
  return basename(path).endsWith('.ipynb') && !hidden.test(path);
}
