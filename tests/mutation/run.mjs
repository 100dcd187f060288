// `npm run mutation -- [parts] [Stryker's options]`: makes small mistakes in the library, one at a
// time, and looks whether a test sees each.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../tools/setup/course.mjs';
import { parts } from './parts.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = join(root, 'build', 'mutation');
const stryker = join(folder, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

// `tsne` stands for all parts whose names begin so.
const words = process.argv.slice(2);
const namesOf = (word) => Object.keys(parts).filter((name) => name.startsWith(word));
const options = words.filter((word) => namesOf(word).length === 0);
const named = words.flatMap(namesOf);
const chosen = named.length > 0 ? named : Object.keys(parts);

if (!install()) process.exit(1);
const failed = chosen.filter((part) => !mutate(part));
for (const part of chosen) console.log(`${part}: ${scoreOf(part)}`);
process.exit(failed.length > 0 ? 1 : 0);

/** Stryker's own packages, in a folder of their own: the course does without them. */
function install() {
  const lock = 'package-lock.json';
  const text = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  if (existsSync(stryker) && text(join(folder, lock)) === text(join(here, lock))) return true;
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', lock, '.npmrc']) {
    copyFileSync(join(here, file), join(folder, file));
  }
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci'], folder);
}

function mutate(part) {
  console.log(`\n${part}`);
  const config = join(here, 'stryker.config.mjs');
  return run(process.execPath, [stryker, 'run', config, ...options], root, { MUTATED_PART: part });
}

/** Whether it succeeded; what went wrong is on the screen. */
function run(command, args, cwd, variables = {}) {
  const env = { ...process.env, ...variables };
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

function scoreOf(part) {
  const report = join(folder, `${part}.json`);
  if (!existsSync(report)) return 'no report';
  const { files } = JSON.parse(readFileSync(report, 'utf8'));
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const seen = count('Killed', 'Timeout');
  const all = seen + count('Survived', 'NoCoverage');
  return `${seen} of ${all} mutants were seen, ${((100 * seen) / all).toFixed(1)} %`;
}
