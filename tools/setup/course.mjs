// Where things are.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The course's folder: the one with the top package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What set-up remembers; like .venv and node_modules it may be deleted at any time. */
export const stateFolder = join(root, '.unrolled');

export const venv = join(root, '.venv');

/** A program of the Python environment: `python`, `jupyter-lab`. */
export function venvProgram(name) {
  return process.platform === 'win32'
    ? join(venv, 'Scripts', `${name}.exe`)
    : join(venv, 'bin', name);
}

/** For what is too big to make again after each `npm install`, shared by all copies of the course. */
export const cacheFolder = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'unrolled',
);
