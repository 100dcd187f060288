import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findProgram,
  isRoot,
  type Mount,
  namespacesCountProcesses,
  programMounts,
  sharedProcessLimit,
  unusedUids,
} from './host.js';
import type { Limits } from './limits.js';
import {
  nodeFlags,
  type Program,
  prlimitArguments,
  type Sandbox,
  type SandboxCommand,
  SandboxUnavailable,
} from './sandbox.js';
import { systemCallFilter } from './systemCalls.js';

/**
 * Bubblewrap: an empty root of its own with Node and the program, no network, no other processes, and
 * without the system calls that get around limits.
 *
 * Always from an unprivileged user id. Root first drops to one that nothing else uses: as root,
 * bubblewrap contains nothing (a remount inside could write to the host, and limits on processes
 * are ignored).
 */
export class Bubblewrap implements Sandbox {
  readonly kind = 'bwrap';
  private readonly bwrap: string;
  private readonly setpriv?: string;
  private readonly firstUid?: number;
  private readonly prlimit: string;
  private readonly mounts: Mount[];
  /** A file that holds the filter of system calls. */
  private readonly filter?: string;

  /**
   * @param folder where copies of programs, and the filter of system calls, may be put.
   * @param slots how many sandboxes run at the same time.
   * @throws SandboxUnavailable where bubblewrap is not installed.
   */
  constructor(folder: string, slots: number) {
    const find = (name: string, debianPackage: string): string => {
      const path = findProgram(name);
      if (path !== undefined) return path;
      throw new SandboxUnavailable(
        `${name} is not installed: \`apt install ${debianPackage}\` (or your system's package of ` +
          'that name)',
      );
    };
    this.bwrap = find('bwrap', 'bubblewrap');
    this.prlimit = find('prlimit', 'util-linux');
    if (isRoot()) {
      this.setpriv = find('setpriv', 'util-linux');
      this.firstUid = unusedUids(slots);
    }
    this.mounts = programMounts([process.execPath, this.prlimit], folder);
    const filter = systemCallFilter();
    if (filter !== undefined) {
      this.filter = join(folder, 'system-calls');
      writeFileSync(this.filter, filter);
    }
  }

  command(program: Program, limits: Limits, slot: number): SandboxCommand {
    const tmpfs = (path: string, bytes: number) => ['--size', String(bytes), '--tmpfs', path];
    const countedAlone = this.firstUid !== undefined || namespacesCountProcesses();
    const processes = countedAlone ? limits.processes : sharedProcessLimit(limits.processes);
    const contained = [
      this.bwrap,
      ...['--unshare-all', '--unshare-user', '--disable-userns', '--cap-drop', 'ALL'],
      ...['--die-with-parent', '--new-session', '--clearenv'],
      ...(this.filter === undefined ? [] : ['--seccomp', '3']),
      ...this.mounts.flatMap(({ from, to }) => ['--ro-bind', from, to]),
      ...['--ro-bind', program.folder, '/program', '--dev', '/dev'],
      ...tmpfs('/dev/shm', 2 ** 20),
      ...tmpfs('/tmp', limits.fileMiB * 2 ** 20),
      ...['--remount-ro', '/dev', '--remount-ro', '/'],
      ...['--chdir', `/program/${program.workingFolder}`, '--'],
      // Limits are set inside, where the user namespace has a count of processes of its own.
      ...[this.prlimit, ...prlimitArguments(limits, processes), '--'],
      ...[process.execPath, ...nodeFlags(limits), `/program/${program.script}`],
    ];
    if (this.setpriv === undefined || this.firstUid === undefined) {
      return { file: contained[0], args: contained.slice(1), opened: this.filter };
    }
    const uid = String(this.firstUid + slot);
    const drop = ['--reuid', uid, '--regid', uid, '--clear-groups', '--'];
    return { file: this.setpriv, args: [...drop, ...contained], opened: this.filter };
  }
}
