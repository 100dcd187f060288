// `npm run mutation -- [parts] [Stryker's options]`: makes small mistakes in the library, one at a
// time, and looks whether a test sees each.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../tools/setup/course.mjs';
import { parts } from './parts.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = join(root, 'build', 'mutation');
const stryker = join(folder, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

const words = process.argv.slice(2);
const named = Object.keys(parts).filter((name) => words.includes(name));
const options = words.filter((word) => !named.includes(word));

install();
let status = 0;
for (const name of named.length > 0 ? named : Object.keys(parts)) {
  console.log(`\n${name}`);
  status ||= mutate(name);
}
process.exit(status);

/** Stryker's own packages, in a folder of their own: the course does without them. */
function install() {
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    copyFileSync(join(here, file), join(folder, file));
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['ci'], folder) === 0 || process.exit(1);
}

function mutate(part) {
  const config = join(here, 'stryker.config.mjs');
  return run(process.execPath, [stryker, 'run', config, ...options], root, { MUTATED_PART: part });
}

/** The exit status; what went wrong is on the screen. */
function run(command, args, cwd, variables = {}) {
  const env = { ...process.env, ...variables };
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}
