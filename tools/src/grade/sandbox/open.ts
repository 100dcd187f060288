import type { Stage } from '../stage.js';
import { Bubblewrap } from './bubblewrap.js';
import { gradingLimits, type Limits } from './limits.js';
import { Podman } from './podman.js';
import { SandboxFailed, SandboxProcess } from './process.js';
import { type Sandbox, type SandboxKind, SandboxUnavailable } from './sandbox.js';
import { NoSandbox, OtherUser } from './weaker.js';

/**
 * The sandbox that works here, tried by running a program in it.
 *
 * @param kind the one asked for; without it bubblewrap, else podman, and never a weaker one.
 * @param slots how many run at the same time.
 * @param limits those of the program that is tried.
 * @throws SandboxUnavailable where there is none; the message says what to do.
 */
export async function openSandbox(
  kind: SandboxKind | undefined,
  stage: Stage,
  slots: number,
  limits: Limits = gradingLimits().run,
): Promise<Sandbox> {
  const problems: string[] = [];
  for (const candidate of kind === undefined ? (['bwrap', 'podman'] as const) : [kind]) {
    try {
      const sandbox = make(candidate, stage.folder, slots);
      const command = sandbox.command(await stage.worker([]), limits, 0);
      await (await SandboxProcess.start(command, limits)).close();
      return sandbox;
    } catch (error) {
      if (!(error instanceof SandboxUnavailable || error instanceof SandboxFailed)) throw error;
      problems.push(`${candidate}: ${error.message}`);
    }
  }
  throw new SandboxUnavailable(
    [
      'Submissions are not run without a sandbox, and none works here.',
      ...problems.map((problem) => `  ${problem}`),
      'Install bubblewrap 0.8 or newer (`apt install bubblewrap`). In a container that forbids',
      'namespaces, run as root with --sandbox=uid, which contains less.',
    ].join('\n'),
  );
}

function make(kind: SandboxKind, folder: string, slots: number): Sandbox {
  switch (kind) {
    case 'bwrap':
      return new Bubblewrap(folder, slots);
    case 'podman':
      return new Podman(folder, slots);
    case 'uid':
      return new OtherUser(slots);
    case 'none':
      return new NoSandbox();
  }
}
