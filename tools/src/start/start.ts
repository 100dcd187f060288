import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { courseFolder } from '../course/folder.js';
import { courseRoot } from '../courseRoot.js';
import { handOut, type HandedOut } from './handOut.js';
import { runJupyterLab } from './jupyterLab.js';
import { Problem } from './problem.js';

/** The second half of `npm start`, on a machine that is set up. */
export async function start(options: {
  /** Open the lessons' sources instead of the learner's copies? */
  readonly source: boolean;
  /** Run JupyterLab, or only put the learner's copies where they belong? */
  readonly lab: boolean;
  readonly browser: boolean;
  readonly host?: string;
  readonly port?: number;
}): Promise<void> {
  const own = join(courseFolder(courseRoot) ?? courseRoot, 'notebooks');
  // Of two places with sources, the teacher's own is the one to write in.
  const sources = existsSync(own) ? own : join(courseRoot, 'notebooks');
  const folder = options.source ? sources : join(courseRoot, 'work');
  // The archive that students are given holds the built notebooks in place of the sources.
  const hasSources = existsSync(sources);
  if (options.source && !hasSources)
    throw new Problem("This copy of the course is a student's: it has no notebooks/ to open.");
  if (!options.source) {
    if (hasSources) await buildStudentCopies();
    const handedOut = await handOut(
      join(courseRoot, 'build', 'student'),
      folder,
      join(courseRoot, '.unrolled', 'handed-out.json'),
    );
    for (const file of handedOut) if (file.name.endsWith('.ipynb')) console.log(announcement(file));
  }
  if (!options.lab) return console.log(`The lessons are in ${folder}.`);
  const { browser, host, port } = options;
  await runJupyterLab({ folder, browser, host, port }, (url) =>
    console.log(`\nJupyterLab shows ${folder} at\n\n  ${url}\n\nCtrl-C ends it.`),
  );
}

function announcement({ name, outcome, place }: HandedOut): string {
  switch (outcome) {
    case 'new':
      return `work/${place}: put there.`;
    case 'updated':
      return `work/${place}: replaced by its newer version; you had not changed it.`;
    case 'beside':
      return `work/${place}: a newer version of ${name}, which has changes of yours and stays as it is.`;
  }
}

async function buildStudentCopies(): Promise<void> {
  const unrolled = join(courseRoot, 'tools', 'bin', 'unrolled.mjs');
  const status = await new Promise((resolve, reject) => {
    const build = spawn(process.execPath, [unrolled, 'build', '--student'], {
      cwd: courseRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    build.on('error', reject);
    build.on('close', (code, signal) => resolve(signal ?? code));
  });
  if (status !== 0)
    throw new Problem(
      "The lessons could not be built from notebooks/: `unrolled build --student` says above why. If you write lessons, `npm start -- --source` opens them all the same; otherwise take the course's own back with `git checkout notebooks`.",
    );
}
