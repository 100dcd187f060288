import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { python, root } from '../kernel/testKernel.js';

const folder = join(root, '.unrolled', 'nbgrader');
const bin = join(folder, 'bin');

/** Runs `nbgrader …` in a course folder, with the course's kernel, and returns what it prints. */
export function nbgrader(course: string, ...words: string[]): string {
  install();
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    JUPYTER_PATH: join(root, '.venv', 'share', 'jupyter'),
  };
  return execFileSync(join(bin, 'nbgrader'), words, {
    cwd: course,
    env,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

/** Real nbgrader, in a Python environment of its own that is made at the first use. */
function install(): void {
  const isComplete = join(folder, 'is-complete');
  if (existsSync(isComplete)) return;
  rmSync(folder, { recursive: true, force: true });
  execFileSync(python, ['-m', 'venv', folder]);
  const requirements = join(import.meta.dirname, 'requirements.txt');
  const words = ['-m', 'pip', 'install', '--quiet', '--no-input', '-r', requirements];
  execFileSync(join(bin, 'python'), words, { stdio: 'pipe' });
  writeFileSync(isComplete, '');
}
