import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPython } from '../build/python.js';
import { courseRoot } from '../courseRoot.js';
import type { Examination } from './finding.js';

const versions = `
import importlib.metadata as m, platform
print(platform.python_version(), *(f"{p} {m.version(p)}" for p in ("jupyterlab", "nbclient", "nbconvert")), sep=", ")
`;

export const python: Examination = {
  id: 'python',
  title: 'Python',
  async examine() {
    const remedy = 'Run `npm run setup`; it makes .venv anew.';
    let found = '';
    try {
      await runPython(['-c', versions], { onLine: (line) => (found = line) });
    } catch (error) {
      return { status: 'problem', found: lastLine(error), remedy };
    }
    return isWhatWasPinned()
      ? { status: 'ok', found }
      : { status: 'warning', found: `${found}; not all that tools/requirements.txt pins`, remedy };
  },
};

/** Set-up leaves the requirements' checksum in the environment that it has finished. */
function isWhatWasPinned(): boolean {
  const stamp = join(courseRoot, '.venv', 'unrolled-requirements.sha256');
  const pinned = readFileSync(join(courseRoot, 'tools', 'requirements.txt'));
  const checksum = createHash('sha256').update(pinned).digest('hex');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === checksum;
}

/** The line in which Python says what was wrong. */
export function lastLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trimEnd().split('\n').at(-1) ?? message;
}
