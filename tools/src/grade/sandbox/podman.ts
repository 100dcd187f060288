import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, isRoot, type Mount, programMounts, unusedUids } from './host.js';
import type { Limits } from './limits.js';
import {
  nodeFlags,
  type Program,
  type Sandbox,
  type SandboxCommand,
  SandboxUnavailable,
} from './sandbox.js';
import { systemCallProfile } from './systemCalls.js';

/** A container without an image: an empty root with Node and the program, no network. */
export class Podman implements Sandbox {
  readonly kind = 'podman';
  private readonly podman: string;
  private readonly root: string;
  private readonly mounts: Mount[];
  private readonly firstUid: number;
  /** A file that says which system calls are refused; podman's own profile allows namespaces. */
  private readonly profile: string;

  /**
   * @param folder where the empty root, copies of programs, and the list of system calls may be put.
   * @throws SandboxUnavailable where podman is not installed.
   */
  constructor(folder: string, slots: number) {
    const podman = findProgram('podman');
    if (podman === undefined) {
      throw new SandboxUnavailable('podman is not installed: `apt install podman`');
    }
    this.podman = podman;
    this.root = join(folder, 'empty');
    // A tmpfs takes its permissions from the folder that it covers.
    const tmp = join(this.root, 'tmp');
    mkdirSync(tmp, { recursive: true, mode: 0o755 });
    chmodSync(tmp, 0o1777);
    this.mounts = programMounts([process.execPath], folder);
    this.profile = join(folder, 'system-calls.json');
    writeFileSync(this.profile, systemCallProfile());
    // Without root every container has its own user ids.
    this.firstUid = isRoot() ? unusedUids(slots) : 65_000;
  }

  command(program: Program, limits: Limits, slot: number): SandboxCommand {
    const name = `unrolled-${randomBytes(8).toString('hex')}`;
    const uid = this.firstUid + slot;
    const ulimit = (what: string, most: number) => ['--ulimit', `${what}=${most}:${most}`];
    // crun refuses the older layouts of control groups, which runc can use.
    const runc = findProgram('runc');
    const args = [
      ...['run', '--rm', '--interactive', '--name', name, '--pull=never', '--log-driver=none'],
      ...(runc === undefined ? [] : ['--runtime', runc]),
      ...['--user', `${uid}:${uid}`, '--cap-drop=all', '--security-opt=no-new-privileges'],
      `--security-opt=seccomp=${this.profile}`,
      ...[
        '--read-only',
        '--read-only-tmpfs=false',
        '--network=none',
        '--no-hosts',
        '--ipc=private',
        '--unsetenv-all',
      ],
      ...[`--memory=${limits.memoryMiB}m`, `--memory-swap=${limits.memoryMiB}m`],
      ...[`--pids-limit=${limits.processes}`, '--shm-size=1m'],
      ...ulimit('nproc', limits.processes),
      ...ulimit('nofile', limits.openFiles),
      ...ulimit('fsize', limits.fileMiB * 2 ** 20),
      ...ulimit('data', limits.memoryMiB * 2 ** 20),
      ...ulimit('core', 0),
      ...(limits.cpuSeconds === undefined ? [] : ulimit('cpu', limits.cpuSeconds)),
      `--tmpfs=/tmp:rw,nosuid,nodev,size=${limits.fileMiB}m`,
      ...this.mounts.map(({ from, to }) => `--volume=${from}:${to}:ro`),
      `--volume=${program.folder}:/program:ro`,
      `--workdir=/program/${program.workingFolder}`,
      ...['--rootfs', this.root, process.execPath, ...nodeFlags(limits)],
      `/program/${program.script}`,
    ];
    const { PATH = '/usr/sbin:/usr/bin:/sbin:/bin', HOME = '/', XDG_RUNTIME_DIR } = process.env;
    return {
      file: this.podman,
      args,
      env: { PATH, HOME, ...(XDG_RUNTIME_DIR === undefined ? {} : { XDG_RUNTIME_DIR }) },
      cleanUp: { file: this.podman, args: ['rm', '--force', '--time=0', '--ignore', name] },
    };
  }
}
