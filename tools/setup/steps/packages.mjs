import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../course.mjs';
import { readIfThere } from '../files.mjs';
import { explain } from '../problem.mjs';
import { showing } from '../progress.mjs';
import { run } from '../run.mjs';

/** npm's own record of what it installed; it writes it last. */
const installed = join(root, 'node_modules', '.package-lock.json');

/** Makes node_modules what package-lock.json says. */
export async function installPackages() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(installed);
  if (present && matches(present, wanted)) return;
  // Without npm's record, `npm ci` starts afresh: an interrupted `npm install` leaves half-unpacked
  // packages that another `npm install` would take for whole ones.
  rmSync(installed, { force: true });
  const command = present ? ['install', '--no-save'] : ['ci'];
  try {
    await showing(`Node packages (npm ${command.join(' ')})`, (tell) =>
      npm([...command, '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'], tell),
    );
  } catch (error) {
    throw explain(error, 'installing the Node packages');
  }
}

function packagesIn(lockFile) {
  const text = readIfThere(lockFile);
  return text && JSON.parse(text).packages;
}

function matches(present, wanted) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = present[path];
    if (!there) return entry.optional === true;
    return (
      there.version === entry.version &&
      there.integrity === entry.integrity &&
      existsSync(join(root, path))
    );
  });
}

function npm(args, tell) {
  const options = { cwd: root, tell };
  const ownScript = process.env.npm_execpath ?? '';
  return /npm-cli\.[cm]?js$/.test(ownScript)
    ? run(process.execPath, [ownScript, ...args], options)
    : run('npm', args, { ...options, shell: process.platform === 'win32' });
}
