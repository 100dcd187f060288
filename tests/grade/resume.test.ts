import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { Random } from 'unrolled';
import { create } from 'xmlbuilder2';
import { type Notebook, serialize } from '../../tools/src/notebook/notebook.js';
import { processesNaming } from '../attacks/canary.js';
import { handedIn, handedOut, lessonId, source } from '../attacks/lesson.js';
import { Checkout } from '../setup/checkout.js';
import { needsSandbox } from './needsSandbox.js';

const kills = 20;
/** `SEED=123 npx mocha …` kills at the same moments again. */
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** When a run is killed: so long after its start, or after the first file of its report. */
interface Moment {
  readonly after: 'start' | 'report';
  readonly milliseconds: number;
}

interface Ended {
  /** Undefined where it came to its end before it could be killed. */
  readonly killed?: Moment;
  readonly code: number | null;
  readonly stderr: string;
}

describe(`unrolled grade, killed ${kills} times (SEED=${seed})`, function () {
  this.timeout(900_000);
  let checkout: Checkout;
  let temporary: string;
  /** What a run gives that nobody disturbs. */
  let whole: { json: string; csv: string; names: string[]; milliseconds: number };

  before(async function () {
    await needsSandbox(this);
    checkout = new Checkout('node_modules', 'dist');
    temporary = checkout.path('temporary');
    mkdirSync(temporary);
    // Sandboxes of another user read their program there.
    for (const folder of [checkout.folder, temporary]) chmodSync(folder, 0o755);
    rmSync(checkout.path('notebooks'), { recursive: true });
    write(`notebooks/${lessonId}.ipynb`, serialize(source()));
    handInAll();
    const begun = performance.now();
    const { code, stderr } = await run();
    assert.equal(code, 0, stderr);
    whole = {
      json: report('grades.json'),
      csv: report('grades.csv'),
      names: reportFiles(),
      milliseconds: performance.now() - begun,
    };
  });

  after(() => checkout?.remove());

  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(checkout.path(path)), { recursive: true });
    writeFileSync(checkout.path(path), content);
  };
  const report = (path: string) => readFileSync(checkout.path('report', path), 'utf8');

  /** Six notebooks that can be graded, and three that can't. */
  const gradable = 6;
  function handInAll(): void {
    const handIn = (student: string, notebook: Notebook) =>
      write(`submissions/${student}/${lessonId}.ipynb`, serialize(notebook));
    handIn('right', handedIn());
    handIn('right-too', handedIn({ setup: '// mine' }));
    handIn('blank', handedOut());
    handIn('wrong', handedIn({ 'add-bias': 'function addBias(Z: Matrix) { return Z; }' }));
    handIn('syntax-error', handedIn({ multiply: 'function multiply(' }));
    handIn('throws', handedIn({ 'add-bias': "throw new TypeError('not yet');" }));
    write(`submissions/half-a-file/${lessonId}.ipynb`, serialize(handedIn()).slice(0, 1000));
    write('submissions/no-archive.zip', 'PK and no more');
    mkdirSync(checkout.path('submissions/nothing'));
  }

  /** Runs the command to its end, or kills it with all that is in its process group. */
  async function run(moment?: Moment, ...more: string[]): Promise<Ended> {
    const program = checkout.path('tools/bin/unrolled.mjs');
    const child = spawn(
      process.execPath,
      [program, 'grade', 'submissions', '--out', 'report', '--jobs', '2', ...more],
      {
        cwd: checkout.folder,
        env: { ...process.env, TMPDIR: temporary },
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true,
      },
    );
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    const closed = once(child, 'close') as Promise<[number | null]>;
    let hasEnded = false;
    void closed.then(() => (hasEnded = true));
    if (moment !== undefined) {
      while (!hasEnded && moment.after === 'report' && reportFiles().length === 0) await sleep(2);
      await Promise.race([sleep(moment.milliseconds), closed]);
      if (!hasEnded) {
        process.kill(-child.pid!, 'SIGKILL');
        await closed;
        return { killed: moment, code: null, stderr };
      }
    }
    const [code] = await closed;
    return { code, stderr };
  }

  /** The files of the report, but not those whose writing was not finished. */
  function reportFiles(): string[] {
    if (!existsSync(checkout.path('report'))) return [];
    const entries = readdirSync(checkout.path('report'), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name).slice(checkout.path('report').length + 1))
      .sort();
  }

  /** What the cache holds, each with the number of its file: a file written again has another. */
  function cached(): Map<string, number> {
    const folder = checkout.path('.unrolled/cache/grades');
    if (!existsSync(folder)) return new Map();
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return new Map(
      names
        .filter((name) => name.endsWith('.json'))
        .map((name) => [name, statSync(join(folder, name)).ino]),
    );
  }

  function assertWhole(path: string): void {
    const text = report(path);
    if (path.endsWith('.json')) JSON.parse(text);
    else if (path.endsWith('.xml')) create(text);
    else if (path.endsWith('.csv'))
      assert.equal(parse(text).length, whole.csv.split('\n').length - 1); // prettier-ignore
    else assert.match(text, /^<!doctype html>[^]*<\/html>\s*$/i, path);
  }

  function assertFinished({ code, stderr }: Ended, before: number): void {
    assert.equal(code, 0, stderr);
    // Pages, junit.xml and Gradescope's files also tell how long each took; grades do not.
    assert.equal(report('grades.json'), whole.json);
    assert.equal(report('grades.csv'), whole.csv);
    assert.deepEqual(reportFiles(), whole.names);
    const known = before === 0 ? '' : `, ${before} of them unchanged`;
    assert.match(stderr, new RegExp(`^9 of 9 notebooks graded${known}$`, 'm'));
    assert.equal(cached().size, gradable);
    const left = readdirSync(checkout.path('report'), { recursive: true, encoding: 'utf8' });
    assert.deepEqual(left.filter((name) => name.endsWith('.tmp')), []); // prettier-ignore
  }

  const startAfresh = () => {
    for (const folder of ['.unrolled/cache', 'report'])
      rmSync(checkout.path(folder), { recursive: true, force: true });
  };

  it('goes on where it was: nothing is graded twice, half written or left', async () => {
    const random = new Random(seed);
    const done: string[] = [];
    const counts = { killed: 0, finished: 0 };
    startAfresh();
    try {
      for (let isLast = false; !isLast;) {
        isLast = counts.killed === kills;
        const after = random.uniform() < 0.8 ? 'start' : 'report';
        const most = after === 'start' ? 0.75 * whole.milliseconds : 100;
        const milliseconds = Math.round(random.uniform(0, most));
        const before = cached();
        const ended = await run(isLast ? undefined : { after, milliseconds });
        done.push(ended.killed ? `${milliseconds} ms after the ${after}` : 'to its end');
        const entries = cached();
        for (const [name, file] of before)
          assert.equal(entries.get(name), file, `${name} was graded again`);
        for (const path of reportFiles()) assertWhole(path);
        if (ended.killed) {
          counts.killed++;
        } else {
          assertFinished(ended, before.size);
          counts.finished++;
          if (!isLast) startAfresh();
        }
      }
      for (let wait = 0; wait < 50 && processesNaming(basename(temporary)).length > 0; wait++)
        await sleep(100);
      assert.deepEqual(processesNaming(basename(checkout.folder)), []);
      assert.deepEqual(readdirSync(temporary), []);
    } catch (error) {
      throw new Error(`SEED=${seed}; runs: ${done.join('; ')}`, { cause: error });
    }
    console.log(`      ${counts.killed} killed, ${counts.finished} came to their end`);
  });

  it('takes corrections from files that it leaves as they are, and never adds them twice', async () => {
    const points = `student,lesson,exercise,points,comment\nwrong,00,add-bias,1,"a start"\n`;
    const late = 'student,lesson,days\nright,00,1\n';
    write('points.csv', points);
    write('late.csv', late);
    const corrected = () => run(undefined, '--manual', 'points.csv', '--late', 'late.csv');
    assertCode(await corrected());
    const csv = report('grades.csv');
    assert.notEqual(csv, whole.csv);
    assertCode(await corrected());
    assert.equal(report('grades.csv'), csv);
    assert.deepEqual([report('../points.csv'), report('../late.csv')], [points, late]);
  });

  it('grades everything again when a check has changed', async () => {
    appendFileSync(checkout.path('lib/dist/checks/add-bias.js'), '\n// changed\n');
    const { stderr } = await run(); // without corrections, too
    assert.match(stderr, /^9 of 9 notebooks graded$/m);
    assert.equal(report('grades.json'), whole.json);
    assert.equal(cached().size, 2 * gradable);
  });
});

function assertCode({ code, stderr }: Ended): void {
  assert.equal(code, 0, stderr);
}
