import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { exercises } from 'unrolled/checks';
import { build } from '../../tools/src/build/build.js';
import { openCourse } from '../../tools/src/course/course.js';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { isRoot } from '../../tools/src/grade/sandbox/host.js';
import { findLessons } from '../../tools/src/notebook/lessons.js';
import { type Notebook, parseNotebook, serialize } from '../../tools/src/notebook/notebook.js';
import { withSources } from '../grade/fixture.js';
import { gradescopeResults } from '../grade/gradescopeResults.js';
import { root } from '../kernel/testKernel.js';

const lesson = '00-getting-started';

describe('unrolled build --gradescope', function () {
  this.timeout(120_000);
  let folder: string;
  let archive: Record<string, Uint8Array>;
  let reference: Notebook;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unrolled-gradescope-test-'));
    const problems = await build({
      course: await openCourse(root),
      out: join(folder, 'build'),
      lessons: await findLessons(root, [lesson]),
      keepOthers: false,
      parts: { student: false, solutions: false, site: false, nbgrader: false, gradescope: true },
      jobs: 1,
      tell: () => undefined,
    });
    assert.deepEqual(problems, []);
    archive = unzipSync(await readFile(zip()));
    reference = parseNotebook(await readFile(join(root, 'notebooks', `${lesson}.ipynb`), 'utf8'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const zip = () => join(folder, 'build/gradescope', lesson, 'autograder.zip');
  const seed = () => Buffer.from(archive['seed']).toString().trim();

  it('gives an archive of the documented form, for its owner only', async () => {
    for (const name of ['setup.sh', 'run_autograder', 'package-lock.json', 'lib/dist/index.js'])
      assert.ok(name in archive, name);
    assert.deepEqual(
      Object.keys(archive).filter((name) => name.startsWith('notebooks/')),
      [`notebooks/${lesson}.ipynb`],
    );
    assert.match(seed(), /^[0-9a-f]{64}$/);
    assert.equal((await stat(zip())).mode & 0o077, 0);
    assert.equal((await stat(join(folder, 'build/gradescope'))).mode & 0o077, 0);
    for (const script of ['setup.sh', 'run_autograder']) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: archive[script] });
      assert.equal(status, 0, String(stderr));
    }
  });

  /** Runs the two scripts in a root of its own that has nothing but the system and the archive. */
  async function graded(notebook: Notebook) {
    const autograder = await mkdtemp(join(folder, 'autograder-'));
    await chmod(autograder, 0o755);
    for (const [name, content] of Object.entries(archive)) {
      const path = join(autograder, 'source', name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content); // without the modes that the archive says
    }
    for (const name of ['results', 'submission', 'source/node_modules'])
      await mkdir(join(autograder, name));
    await copyFile(join(autograder, 'source/run_autograder'), join(autograder, 'run_autograder'));
    await chmod(join(autograder, 'run_autograder'), 0o755);
    await writeFile(join(autograder, 'submission', `${lesson}.ipynb`), serialize(notebook));
    const inside = (...command: string[]) => {
      const { status, stdout, stderr } = spawnSync(
        'bwrap',
        [
          ...['--unshare-pid', '--unshare-net', '--unshare-ipc', '--die-with-parent'],
          ...[
            '--cap-add',
            'ALL',
            '--clearenv',
            '--setenv',
            'PATH',
            '/usr/bin:/bin:/usr/sbin:/sbin',
          ],
          ...['--setenv', 'UNROLLED_INSTALLED', '1'],
          ...['--ro-bind', '/usr', '/usr', '--dev', '/dev', '--proc', '/proc'],
          ...['/bin', '/sbin', '/lib', '/lib64'].flatMap(systemFolder),
          ...['--perms', '1777', '--tmpfs', '/tmp'],
          ...['--bind', autograder, '/autograder', '--chdir', '/autograder'],
          ...['node_modules', 'lib/node_modules', 'tools/node_modules']
            .filter((name) => existsSync(join(root, name)))
            .flatMap((name) => ['--ro-bind', join(root, name), `/autograder/source/${name}`]),
          ...['/opt', '/opt/node', '/opt/node/bin'].flatMap((path) => [
            '--perms',
            '755',
            '--dir',
            path,
          ]),
          ...['--ro-bind', process.execPath, '/opt/node/bin/node', '--', ...command],
        ],
        { encoding: 'utf8' },
      );
      assert.equal(status, 0, stdout + stderr);
      return stderr;
    };
    inside('bash', '/autograder/source/setup.sh');
    const stderr = inside('/autograder/run_autograder');
    assert.match(stderr, /Warning: Submissions ran under another user id only/);
    const text = await readFile(join(autograder, 'results/results.json'), 'utf8');
    assert.ok(!text.includes(seed()));
    const results = gradescopeResults.parse(JSON.parse(text));
    const max = results.tests.reduce((sum, { max_score }) => sum + max_score, 0);
    return { ...results, max };
  }

  /** What stands at the root of this system: a folder, or a link into /usr. */
  function systemFolder(path: string): string[] {
    if (!existsSync(path)) return [];
    return lstatSync(path).isSymbolicLink()
      ? ['--symlink', readlinkSync(path), path]
      : ['--ro-bind', path, path];
  }

  const blank = () => studentCopy(reference, exercises);

  const asRoot = (title: string, test: () => Promise<void>) =>
    it(title, async () => {
      // Gradescope starts its autograders as root, and only root can become somebody else.
      if (isRoot()) await test();
      else console.log('      not run: needs root');
    });

  asRoot('gives all points for the solutions, and none for the stubs', async () => {
    const right = await graded(reference);
    assert.equal(right.score, right.max);
    assert.ok(right.max > 0);
    const { score, tests } = await graded(blank());
    assert.equal(score, 0);
    assert.ok(tests.every((test) => test.score === 0 && test.status === 'failed'));
  });

  asRoot('keeps results, seed, sources and the grader from a submission that tries', async () => {
    const hostile = `import * as fs from 'fs';
const attempts: Record<string, () => unknown> = {
  results: () => fs.writeFileSync('/autograder/results/results.json', '{"score": 100}'),
  folder: () => fs.renameSync('/autograder/results', '/autograder/mine'),
  seed: () => fs.readFileSync('/autograder/source/seed', 'utf8'),
  source: () => fs.readdirSync('/autograder/source'),
  lesson: () => fs.readFileSync('/autograder/source/notebooks/${lesson}.ipynb'),
  submission: () => fs.readdirSync('/autograder/submission'),
  script: () => fs.appendFileSync('/autograder/run_autograder', 'echo'),
  memory: () => fs.openSync('/proc/' + process.ppid + '/mem', 'r'),
  node: () => fs.appendFileSync('/opt/node/bin/node', 'x'),
  become: () => { process.setuid(0); },
};
const told = Object.entries(attempts).map(([name, attempt]) => {
  try {
    return name + ': done ' + String(attempt());
  } catch (error) {
    return name + ': ' + error.code;
  }
});
function addBias(Z: Matrix, b: Matrix): Matrix {
  throw new Error(told.join('; '));
}`;
    const { score, max, tests } = await graded(withSources(reference, { 'add-bias': hostile }));
    const [attacked, others] = [true, false].map((is) =>
      tests.filter(({ tags }) => tags.includes('add-bias') === is),
    );
    assert.match(attacked[0].output, /results: \w+; .*become: \w+/);
    assert.doesNotMatch(attacked[0].output, /done/);
    assert.ok(attacked.every((test) => test.score === 0));
    assert.ok(others.every((test) => test.score === test.max_score));
    assert.equal(score, max - attacked.reduce((sum, test) => sum + test.max_score, 0));
  });
});
