import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, venv, venvProgram } from '../course.mjs';
import { readIfThere, writeAtomically } from '../files.mjs';
import { explain, Problem } from '../problem.mjs';
import { showing } from '../progress.mjs';
import { ask, run } from '../run.mjs';

const OLDEST_PYTHON = [3, 10];

const requirements = join(root, 'tools', 'requirements.txt');

/** Holds the requirements' checksum; written once they are all installed. */
const stamp = join(venv, 'unrolled-requirements.sha256');

/** Makes `.venv` a Python environment that holds exactly what requirements.txt pins. */
export async function installPython() {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const present = readIfThere(stamp);
  const usable = present !== undefined && isRecent(versionOf(venvProgram('python')));
  if (usable && present === wanted) return;
  const python = usable ? undefined : findPython();
  rmSync(stamp, { force: true });
  try {
    // pip can't tell a package that an interruption cut short from a whole one: without the stamp,
    // begin again.
    if (python)
      await showing(`Python environment (Python ${python.version})`, (tell) =>
        run(python.command, ['-m', 'venv', '--clear', venv], { tell }),
      );
    await showing('JupyterLab and its packages (pip install)', (tell) =>
      run(
        venvProgram('python'),
        ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '-r', requirements],
        { tell },
      ),
    );
  } catch (error) {
    throw explain(error, 'installing the Python packages');
  }
  writeAtomically(stamp, wanted);
}

/** The first Python on PATH that is new enough and can make environments. */
function findPython() {
  const names = ['python3', 'python'];
  for (let minor = 14; minor >= OLDEST_PYTHON[1]; minor--) names.push(`python3.${minor}`);
  const found = names
    .map((command) => ({ command, version: versionOf(command) }))
    .filter(({ version }) => version !== undefined);
  const recent = found.filter(({ version }) => isRecent(version));
  const complete = recent.find(
    ({ command }) => ask(command, ['-c', 'import venv, ensurepip']) === '',
  );
  if (complete) return complete;
  const oldest = OLDEST_PYTHON.join('.');
  const then = 'then run this again.';
  if (recent.length > 0) {
    const { version } = recent[0];
    const name = `python${version.split('.').slice(0, 2).join('.')}`;
    throw new Problem(
      `Python ${version} can't make environments: its modules venv and ensurepip are missing. On Debian or Ubuntu: sudo apt install ${name}-venv; elsewhere take the whole Python from https://www.python.org/downloads/; ${then}`,
    );
  }
  if (found.length > 0)
    throw new Problem(
      `Python ${found[0].version} is too old: the course needs Python ${oldest} or newer. Install one from https://www.python.org/downloads/ (it may stand beside the old one), ${then}`,
    );
  throw new Problem(
    `Python is missing: the course needs Python ${oldest} or newer. Install it from https://www.python.org/downloads/ (Debian, Ubuntu: sudo apt install python3 python3-venv), ${then}`,
  );
}

function versionOf(command) {
  return ask(command, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])']);
}

function isRecent(version) {
  const [major, minor] = (version ?? '0.0').split('.').map(Number);
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}
