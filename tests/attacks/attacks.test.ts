import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printable } from '../../tools/src/grade/printable.js';
import { sorting } from '../../tools/src/grade/report/sorting.js';
import { everyoneCanPass, isRoot } from '../../tools/src/grade/sandbox/host.js';
import { openSandbox } from '../../tools/src/grade/sandbox/open.js';
import { type SandboxKind, SandboxUnavailable } from '../../tools/src/grade/sandbox/sandbox.js';
import { Stage } from '../../tools/src/grade/stage.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { needs } from '../support/needs.js';
import { type Attack, cellAttacks } from './attack.js';
import { Canary } from './canary.js';
import { fileAttacks } from './files.js';
import { type Graded, gradeClass, type Row } from './gradeClass.js';
import { handedIn, lessonId } from './lesson.js';
import { notebookAttacks } from './notebooks.js';

/** What one cell or call may take here: villains wait until it is over. */
const seconds = 2;
const thisFile = fileURLToPath(import.meta.url);

/** The first and the last of the class, between whom all the villains are graded. */
const honest = ['--an-honest-student', '~another-honest-student'].map((student): Attack => ({
  kind: 'honest work',
  student,
  files: { [`${student}/${lessonId}.ipynb`]: serialize(handedIn()) },
  expected: { statuses: ['passed'] },
}));

/** Runs with the sandbox asked for; `undefined` where it does not work here, with the reason. */
async function reasonAgainst(kind: SandboxKind): Promise<string | undefined> {
  const stage = await Stage.create();
  try {
    await openSandbox(kind, stage, 2);
    return undefined;
  } catch (error) {
    if (!(error instanceof SandboxUnavailable)) throw error;
    return error.message.split('\n')[1]?.trim() ?? error.message;
  } finally {
    await stage.remove();
  }
}

const graded = new Map<SandboxKind, Graded>();

for (const kind of ['bwrap', 'podman'] as const) {
  const who = isRoot() ? 'root' : 'an ordinary user';
  describe(`a class with villains, graded by ${who} in ${kind}`, function () {
    this.timeout(900_000);
    let canary: Canary;
    let attacks: Attack[];
    let alone: Graded;
    let together: Graded;
    /** Podman is only the alternative: where it can't run, its tests say so and are over. */
    let absent: string | undefined;

    before(async function () {
      absent = await reasonAgainst(kind);
      if (absent !== undefined) {
        if (kind === 'bwrap') needs(this, false, absent);
        console.log(`      not run: ${absent}`);
        return;
      }
      canary = await Canary.start(seconds);
      const only = new RegExp(process.env['ATTACKS'] ?? '');
      attacks = [
        ...(await cellAttacks(canary.address)),
        ...notebookAttacks(canary.address),
        ...fileAttacks(canary.address),
      ].filter((attack) => only.test(`${attack.kind} ${attack.student}`));
      alone = await gradeClass(canary.folder, kind, honest, seconds);
      together = await gradeClass(canary.folder, kind, [...honest, ...attacks], seconds);
      graded.set(kind, together);
    });

    after(() => canary?.close());

    const here = (title: string, test: () => void | Promise<void>) =>
      it(title, () => (absent === undefined ? test() : undefined));

    here('comes to its end', () => {
      assert.ok(together.isComplete);
      for (const name of new Set(attacks.map((attack) => attack.kind))) {
        const { length } = attacks.filter((attack) => attack.kind === name);
        console.log(`      ${String(length).padStart(3)} ${name}`);
      }
      console.log(`      ${attacks.length} attacks in ${together.seconds.toFixed(0)} s`);
    });

    here('gives the honest what they get when they are alone', () => {
      for (const { student } of honest) {
        assert.ok(alone.rows.get(student)?.exercises.every(({ status }) => status === 'passed'));
        assert.deepEqual(together.rows.get(student), alone.rows.get(student));
      }
    });

    here('gives no attack a point, and each its row with the reason', () => {
      const problems = attacks.flatMap((attack) => {
        const problem = problemWith(attack, together.rows.get(attack.student));
        return problem === undefined ? [] : [`${attack.student}: ${problem}`];
      });
      assert.equal(problems.length, 0, problems.join('\n'));
      assert.equal(together.rows.size, honest.length + attacks.length);
      assert.equal(together.rows.size, together.count, 'somebody has two rows');
    });

    here('notes for each what was put right', () => {
      for (const { student, expected } of attacks) {
        if (expected.notes === undefined) continue;
        const page = [...together.report.values()].find((text) => text.includes(`<title>${student}</title>`)); // prettier-ignore
        assert.match(page?.replaceAll('&quot;', '"') ?? '', expected.notes);
      }
    });

    here('lets nobody out, and leaves no process and no file', async () => {
      assert.deepEqual(await canary.songs(), []);
    });

    here('writes a report that runs nothing, hides nothing, and can be read', () => {
      for (const [path, text] of together.report) {
        assert.ok(text.length < 2 ** 20, `${path} has ${text.length} characters`);
        assert.ok(!text.includes(together.seed), `${path} holds the seed`);
        assert.ok(!/root:[^:]*:0:0:|untouched/.test(text), `${path} holds a file of the machine`);
        if (!path.endsWith('.json')) assert.equal(text, printable(text), path);
        if (path.endsWith('.html')) {
          assert.doesNotMatch(text.replaceAll(sorting.text, ''), /<script|<img src=x/, path);
        }
      }
      assert.doesNotMatch(together.report.get('grades.csv') ?? '', /^"?[=+@-](?!\d)/m);
      assert.ok(!together.report.get('grades.json')?.includes('SECRET'), 'a hidden case got out');
    });

    if (kind === 'podman') {
      here('gives the same as bubblewrap', () => {
        const points = ({ rows }: Graded) => [...rows].map(([student, { score }]) => [student, score]); // prettier-ignore
        const bubblewrap = graded.get('bwrap');
        if (bubblewrap === undefined) return; // --grep left it out
        assert.deepEqual(points(together), points(bubblewrap));
      });
    }
  });
}

/** What is wrong with a row; undefined where it is as it must be. */
function problemWith({ expected }: Attack, row: Row | undefined): string | undefined {
  if (row === undefined) return 'has no row';
  const [first, next] = row.exercises;
  const message = first?.message ?? row.message;
  const found = `${JSON.stringify(message.slice(0, 500))}`;
  const status = first?.status ?? 'refused';
  if (!expected.statuses.includes(status)) return `${status}: ${found}`;
  if (first && next.status !== (expected.next ?? 'passed')) return `then ${next.status}`;
  if (first && status !== 'passed' && first.score !== 0) return `${first.score} points`;
  return expected.says?.test(message) === false
    ? `does not say ${expected.says}: ${found}`
    : undefined;
}

describe('a class with villains, graded by an ordinary user', function () {
  this.timeout(900_000);

  it('comes to the same', function () {
    if (!isRoot()) return; // it was one, above
    needs(this, everyoneCanPass(dirname(thisFile)), 'no other user can read this checkout');
    const course = fileURLToPath(new URL('../../', import.meta.url));
    const mocha = [process.execPath, `${course}/node_modules/mocha/bin/mocha.js`, thisFile];
    const drop = ['--reuid=65400', '--regid=65400', '--clear-groups', '--'];
    const { stdout, stderr, status } = spawnSync(
      'setpriv',
      [...drop, ...mocha, '--grep', 'an ordinary user in bwrap'],
      {
        cwd: course,
        encoding: 'utf8',
        env: { ...process.env, HOME: '/tmp', TMPDIR: '/tmp' },
      },
    );
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /lets nobody out/);
    console.log(`    ${/\d+ attacks in \d+ s/.exec(stdout)?.[0]}`);
  });
});
