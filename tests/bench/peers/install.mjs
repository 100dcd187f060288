// `npm run bench:peers`: the Python libraries that the benchmarks compare with, in an environment of
// their own. PyTorch is large, on Linux several GB where pip is not told of a build without CUDA.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, venvProgram } from '../../../tools/setup/course.mjs';

const folder = join(root, 'build', 'bench-peers', '.venv');
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));

const python = venvProgram('python');
if (!existsSync(python)) {
  console.error('The course is not set up yet: run `npm run setup` first.');
  process.exit(1);
}
run(python, ['-m', 'venv', folder]);
const [inside] = ['bin/python', 'Scripts/python.exe']
  .map((name) => join(folder, name))
  .filter(existsSync);
run(inside, ['-m', 'pip', 'install', '--no-input', '-r', requirements]);
console.log('The peers are installed: `npm run bench` compares with them.');

function run(command, words) {
  const { status, error } = spawnSync(command, words, { stdio: 'inherit' });
  if (status === 0) return;
  console.error(
    `\`${[command, ...words].join(' ')}\` failed (${error?.message ?? `exit status ${status}`}): ` +
      'mend what it names above, then run `npm run bench:peers` again.',
  );
  process.exit(1);
}
