// What goes wrong while a machine is set up, and the one line that says how to mend it.
import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { cacheFolder, root, venv } from './course.mjs';

/** A failure that the reader can mend: shown as its one line, without a stack. */
export class Problem extends Error {
  name = 'Problem';
}

/** No route around these: whatever else set-up tried would fail alike. */
export class DiskFull extends Problem {}
export class NoPermission extends Problem {}

/** A program that ended badly, with all that it printed. */
export class CommandFailed extends Error {
  constructor(command, reason, output) {
    super(`\`${command}\` ${reason}`);
    this.output = output;
  }
}

const FULL = /ENOSPC|No space left on device|Errno 28\b/;
const ROOM = 'Free at least 3 GB, or point XDG_CACHE_HOME and TMPDIR to a larger disk';
const FORBIDDEN = /EACCES|EPERM|EROFS|Permission denied|Read-only file system/;
const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|Retrying \(Retry\(|NewConnectionError|ReadTimeoutError/;

/**
 * The Problem in whatever was thrown while `doing` ("installing the Node packages"), or the error
 * itself where it is none that a reader could mend. Programs report a full disk or a missing network
 * in words of their own, so their output is read; it stays with the Problem, to be shown.
 */
export function explain(error, doing) {
  if (error instanceof Problem) return error;
  const { output } = error;
  const said = `${error.code ?? ''} ${error.message} ${output ?? ''}`;
  const path =
    error.path ?? /(?:EACCES|EPERM|EROFS|denied)[^\n]*?['"]([^'"\n]+)['"]/.exec(said)?.[1];
  const where = path ? `${doing}, ${path}` : doing;
  if (FULL.test(said))
    return new DiskFull(`The disk is full (${where}). ${ROOM}, then run this again.`);
  // For a read-only disk, mkdir with `recursive` says that the new folder is missing.
  if (FORBIDDEN.test(said) || (error.code === 'ENOENT' && error.syscall === 'mkdir'))
    return new NoPermission(
      `No permission to write (${where}). Give yourself write access to that folder, or move the course to a folder of your own, then run this again.`,
    );
  if (OFFLINE.test(said))
    return new Problem(
      `The network can't be reached (${where}). Check the connection and the proxy settings (HTTPS_PROXY, \`npm config list\`, \`pip config list\`), then run this again.`,
    );
  if (error instanceof CommandFailed && fullDisk())
    return new DiskFull(
      `The disk is full (${doing}, ${fullDisk()}). ${ROOM}, then run this again.`,
    );
  if (error instanceof CommandFailed)
    return Object.assign(
      new Problem(
        `Failed while ${doing}: ${error.message}, saying "${lastLine(output)}". Mend that, then run this again.`,
      ),
      { output },
    );
  return error;
}

/** A folder that set-up writes to and that has next to no room: not every program says so. */
function fullDisk() {
  return [root, venv, tmpdir(), cacheFolder].filter(existsSync).find((folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < 50e6;
  });
}

function lastLine(text) {
  return text.trimEnd().split('\n').at(-1).trim();
}
