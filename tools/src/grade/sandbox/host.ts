import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { release } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';

/** The full path of a program, or undefined where it is not installed. */
export function findProgram(name: string): string | undefined {
  // An administrator's programs are not on everybody's PATH.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
      } catch {
        return false;
      }
    });
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The shared libraries that a program loads, the loader among them. */
export function sharedLibraries(program: string): string[] {
  let listing: string;
  try {
    listing = execFileSync('ldd', [program], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch {
    return []; // statically linked
  }
  const paths = listing.match(/(?<=^\s*|=> )\/\S+/gm) ?? [];
  return [...new Set(paths)];
}

/** True where any user may read the file. */
function everyoneCanRead(path: string): boolean {
  return (statSync(path).mode & 0o004) !== 0 && everyoneCanPass(dirname(path));
}

/** True where any user may go into the folder: it and every one above it are open. */
export function everyoneCanPass(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false;
  return folder === dirname(folder) || everyoneCanPass(dirname(folder));
}

/** A file of the host, and where the sandbox shows it. */
export interface Mount {
  readonly from: string;
  readonly to: string;
}

/**
 * The files that let these programs run in an otherwise empty root. What only root can read (Node
 * under /root, say) is copied to `folder` first, because a sandbox has another user id.
 */
export function programMounts(programs: readonly string[], folder: string): Mount[] {
  const paths = new Set(programs.flatMap((program) => [program, ...sharedLibraries(program)]));
  return [...paths].map((to) => {
    if (!isRoot() || everyoneCanRead(to)) return { from: to, to };
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const copy = join(folder, basename(to));
    copyFileSync(to, copy);
    return { from: copy, to };
  });
}

/** Since Linux 5.14 processes are counted in each user namespace for itself. */
export function namespacesCountProcesses(): boolean {
  const [major, minor] = release().split('.').map(Number);
  return major > 5 || (major === 5 && minor >= 14);
}

/** The limit that leaves `allowance` processes where they are counted with all that we run. */
export function sharedProcessLimit(allowance: number): number {
  return allowance + threadsOf(process.getuid?.() ?? 0);
}

function threadsOf(uid: number): number {
  return processIds()
    .map(statusOf)
    .filter((status) => status.uid === uid)
    .reduce((sum, status) => sum + status.threads, 0);
}

/** Every process on this machine that we may see. */
export function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Whether there is a process of that number, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What the kernel says of a process; zeros where it has ended. */
export function statusOf(pid: number): { uid: number; threads: number; residentBytes: number } {
  let text = '';
  try {
    text = readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return { uid: -1, threads: 0, residentBytes: 0 };
  }
  const field = (name: string) =>
    Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { uid: field('Uid'), threads: field('Threads'), residentBytes: field('VmRSS') * 1024 };
}

/**
 * Seconds for which a process has wanted a processor and got none, because others had them. 0 where
 * the kernel does not count it.
 */
export function secondsWaited(pid: number): number {
  try {
    // Nanoseconds on a processor, nanoseconds waiting for one, number of turns.
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e9;
  } catch {
    return 0; // it has ended
  }
}

/** Of the kernel's clock, which every Linux shows to programs as this. */
const ticksPerSecond = 100;

/** Seconds for which a process, all its threads, and its children that have ended had a processor. */
export function secondsOfProcessors(pid: number): number {
  try {
    // The name, in parentheses, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // utime, stime, cutime, cstime
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;
  } catch {
    return 0; // it has ended
  }
}

/** A process and everything that descends from it. */
export function processTree(root: number): number[] {
  const found = [root];
  for (const pid of found) {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8');
        found.push(...children.split(' ').filter(Boolean).map(Number));
      }
    } catch {
      // It has just ended.
    }
  }
  return found;
}

/** User ids that Debian reserves and gives to nobody. */
const [firstUid, lastUid] = [65_000, 65_533];

/**
 * The first of `count` user ids in a row for sandboxes that root starts. No process runs under
 * any of them, such as a sandbox of another grader.
 * @throws RangeError where there are not so many.
 */
export function unusedUids(count: number): number {
  const used = new Set(processIds().map((pid) => statusOf(pid).uid));
  for (let first = firstUid, uid = firstUid; uid <= lastUid; uid++) {
    if (used.has(uid)) first = uid + 1;
    else if (uid - first + 1 === count) return first;
  }
  throw new RangeError(`there are no ${count} unused user ids from ${firstUid} to ${lastUid}`);
}
