import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const unrolled = fileURLToPath(new URL('../../tools/bin/unrolled.mjs', import.meta.url));

describe('unrolled grade', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unrolled-command-'));
    await mkdir(join(folder, 'submissions/ada'), { recursive: true });
    await writeFile(join(folder, 'seed'), `${'5'.repeat(64)}\n`, { mode: 0o600 });
  });
  afterEach(() => rm(folder, { recursive: true }));

  function grade(args: readonly string[], env: Record<string, string> = {}) {
    return new Promise<{ code: unknown; stderr: string; stdout: string }>((resolve) => {
      const options = { cwd: folder, env: { ...process.env, ...env } };
      execFile(process.execPath, [unrolled, 'grade', ...args], options, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  }
  const usual = ['submissions', '--out', 'report', '--seed-file', 'seed', '--lesson', '02'];

  it('writes the report and exits with 0, whatever the grades', async () => {
    await writeFile(join(folder, 'submissions/ada/02-recurrent-networks.ipynb'), 'no notebook');
    const { code, stdout, stderr } = await grade([...usual, '--sandbox', 'none']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /1 notebook.*report\/index\.html/);
    assert.match(stderr, /Warning: Submissions ran without a sandbox/);
    assert.match(await readFile(join(folder, 'report/index.html'), 'utf8'), /not JSON/);
    assert.match(
      await readFile(join(folder, 'report/grades.csv'), 'utf8'),
      /^ada,02-recurrent-networks,error,0,/m,
    );
  });

  it('exits with 2 on misuse, and says what to do', async () => {
    for (const [args, message] of [
      [['submissions'], /--out <folder>/],
      [['nowhere', '--out', 'report'], /nowhere is not a folder/],
      [[...usual, '--lesson', '77'], /there is no lesson 77; there are .*02-recurrent-networks/],
      [[...usual, '--jobs', 'many'], /whole number from 1 to/],
      [[...usual, '--timeout', '0'], /number of seconds from 0.5 to 600/],
      [[...usual, '--memory', '1e9'], /whole number from 128 to 65536/],
      [[...usual, '--sandbox', 'magic'], /Allowed choices are bwrap, podman, uid, none/],
      [['submissions', '--out', 'report', '--seed-file', 'none'], /seed file can't be read/],
      [[...usual, '--manual', 'none.csv'], /none\.csv can't be read: ENOENT/],
      [[...usual, '--late-penalty', '200'], /a number from 0 to 100/],
    ] as const) {
      const { code, stderr } = await grade(args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    }
  });

  it('refuses to run anything where no sandbox works', async () => {
    const { code, stderr } = await grade(usual, { PATH: '/nowhere' });
    assert.equal(code, 2);
    assert.match(stderr, /not run without a sandbox.*apt install bubblewrap/s);
  });

  it('leaves what `unrolled mistakes` reads', async () => {
    await writeFile(join(folder, 'submissions/ada/02-recurrent-networks.ipynb'), 'no notebook');
    await grade([...usual, '--sandbox', 'none']);
    const mistakes = (report: string) =>
      spawnSync(process.execPath, [unrolled, 'mistakes', report], {
        cwd: folder,
        encoding: 'utf8',
      });
    assert.match(mistakes('report').stdout, /No wrong answers/);
    const { status, stderr } = mistakes('nowhere');
    assert.equal(status, 2);
    assert.match(stderr, /nowhere\/grades\.json is not there: grade first/);
  });
});
