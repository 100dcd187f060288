import { findProgram, isRoot, sharedProcessLimit, unusedUids } from './host.js';
import type { Limits } from './limits.js';
import {
  nodeFlags,
  type Program,
  prlimitArguments,
  type Sandbox,
  type SandboxCommand,
  SandboxUnavailable,
} from './sandbox.js';

/** Another user id and limits, for containers that forbid namespaces; only root can start it. */
export class OtherUser implements Sandbox {
  readonly kind = 'uid';
  private readonly setpriv: string;
  private readonly prlimit: string;
  private readonly firstUid: number;

  /** @throws SandboxUnavailable without root or util-linux. */
  constructor(slots: number) {
    const [setpriv, prlimit] = ['setpriv', 'prlimit'].map(findProgram);
    if (!isRoot()) throw new SandboxUnavailable('--sandbox=uid needs root, to become another user');
    if (setpriv === undefined || prlimit === undefined) {
      throw new SandboxUnavailable('setpriv or prlimit is not installed: `apt install util-linux`');
    }
    this.setpriv = setpriv;
    this.prlimit = prlimit;
    this.firstUid = unusedUids(slots);
  }

  command(program: Program, limits: Limits, slot: number): SandboxCommand {
    const uid = String(this.firstUid + slot);
    return {
      file: this.setpriv,
      args: [
        ...['--reuid', uid, '--regid', uid, '--clear-groups', '--no-new-privs'],
        // It must not outlive a grader that is killed.
        ...['--inh-caps=-all', '--bounding-set=-all', '--pdeathsig=KILL', '--'],
        ...[this.prlimit, ...prlimitArguments(limits), '--', ...plainNode(program, limits)],
      ],
      workingFolder: `${program.folder}/${program.workingFolder}`,
      ownUid: Number(uid),
    };
  }
}

/** No sandbox at all but limits: for the course's own text, or where someone insists. */
export class NoSandbox implements Sandbox {
  readonly kind = 'none';
  private readonly prlimit = findProgram('prlimit');

  command(program: Program, limits: Limits): SandboxCommand {
    const node = plainNode(program, limits);
    const workingFolder = `${program.folder}/${program.workingFolder}`;
    if (this.prlimit === undefined) {
      return { file: node[0], args: node.slice(1), workingFolder };
    }
    const held = prlimitArguments(limits, sharedProcessLimit(limits.processes));
    return { file: this.prlimit, args: [...held, '--', ...node], workingFolder };
  }
}

function plainNode(program: Program, limits: Limits): string[] {
  return [process.execPath, ...nodeFlags(limits), `${program.folder}/${program.script}`];
}
