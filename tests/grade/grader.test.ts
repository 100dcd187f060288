import assert from 'node:assert/strict';
import { Grader } from '../../tools/src/grade/grader.js';
import { type SandboxKind, weaknesses } from '../../tools/src/grade/sandbox/sandbox.js';
import type { Notebook } from '../../tools/src/notebook/notebook.js';
import {
  code,
  handedOut,
  lesson,
  solutions,
  submission,
  withCells,
  withoutCells,
} from './fixture.js';
import { needsSandbox } from './needsSandbox.js';

const isRoot = process.getuid?.() === 0;

async function start(kind?: SandboxKind) {
  return Grader.start({ sandbox: kind, jobs: 1, seed: Buffer.alloc(32, 7) });
}

describe('Grader', function () {
  this.timeout(120_000);
  let grader: Grader | undefined;

  before(async function () {
    await needsSandbox(this);
    grader = await start();
  });
  after(() => grader?.close());

  async function graded(notebook: Notebook) {
    assert.ok(grader);
    const grade = await grader.grade(lesson(), notebook);
    return { ...grade, statuses: grade.exercises.map(({ status }) => status) };
  }

  it('gives full marks for the lesson’s own solutions, and none for the stubs', async () => {
    const right = await graded(submission());
    assert.deepEqual(right.statuses, ['passed', 'passed', 'passed']);
    assert.equal(right.score, right.max);
    const blank = await graded(handedOut());
    assert.deepEqual(blank.statuses, ['missing', 'missing', 'missing']);
    assert.equal(blank.score, 0);
  });

  it('gives the same grade every time', async () => {
    const wrong = submission({ 'dense-forward': 'const denseForward = (at: Matrix) => at;' });
    const timeless = async () => {
      const { exercises, ...grade } = await graded(wrong);
      return { ...grade, exercises: exercises.map((exercise) => ({ ...exercise, seconds: 0 })) };
    };
    assert.deepEqual(await timeless(), await timeless());
  });

  it('lets a helper in a failed solution be used by the next one', async () => {
    const { statuses } = await graded(
      submission({
        'rnn-cell-forward': `const unit = (z: Matrix) => z;
function rnnCellForward(xt: Matrix): Matrix { return unit(xt); }`,
        'dense-forward': solutions['dense-forward'].replace(
          '= add(',
          '= unit(Matrix.zeros(1, 1)) && add(',
        ),
      }),
    );
    assert.deepEqual(statuses, ['failed', 'passed', 'passed']);
  });

  it('leaves out an added cell that fails, throws or hangs, and says so', async () => {
    const cells = [
      code('typo', 'const helper: number = "text";'),
      code('throws', 'throw new Error("oh");'),
      code('hangs', 'for (;;) {}'),
      code('checks-too', "import { check, tf } from 'unrolled/checks';\nconst layer = tf.layers;"),
      code('useful', 'const helper = 1;'),
    ];
    const own = solutions['rnn-cell-forward'].replace(
      'return',
      'if (helper !== 1) throw 1; return',
    );
    const notebook = withCells(
      submission({ 'rnn-cell-forward': own }),
      'rnn-cell-forward',
      ...cells,
    );
    const { statuses, notes } = await graded(notebook);
    assert.deepEqual(statuses, ['passed', 'passed', 'passed']);
    assert.match(notes.join('\n'), /cell 4 did not run, because it does not compile. line 1:7/);
    assert.match(notes.join('\n'), /cell 5 threw Error: oh/);
    assert.match(notes.join('\n'), /cell 6 took longer than 5 seconds: is there a loop/);
  });

  it('takes a function that was written in a cell of one’s own', async () => {
    const mine = code('mine', solutions['rnn-cell-forward']);
    const elsewhere = withCells(withoutCells(submission(), 'rnn-cell-forward'), 'rnn-cell-forward-check', mine); // prettier-ignore
    assert.deepEqual((await graded(elsewhere)).statuses, ['passed', 'passed', 'passed']);
    const tried = withCells(handedOut(), 'rnn-cell-forward-check', code('try', 'rnnCellForward'));
    assert.deepEqual((await graded(tried)).statuses, ['missing', 'missing', 'missing']);
  });

  it('names what came back instead of a matrix', async () => {
    for (const [expression, message] of [
      ['new Map()', /returned an instance of Map/],
      ['undefined', /undefined/],
      ['() => 1', /function/],
      ['Promise.resolve(1)', /promise/],
      ['[[1]]', /array/],
      ['new Float64Array(2 ** 22)', /returned something that is larger than 8 MiB/],
      ['Matrix.zeros(1, 1)', /is \[1, 1\], but must be/],
    ] as const) {
      const body = `function denseForward(): any { return ${expression}; }`;
      const [, , dense] = (await graded(submission({ 'dense-forward': body }))).exercises;
      assert.equal(dense.status, 'failed');
      assert.match(dense.message, message);
    }
  });

  it('notices a function that changes after some calls', async () => {
    const counting = solutions['dense-forward'].replace(
      'return',
      'if (calls++ > 12) throw new Error("tired"); return',
    );
    const { statuses, exercises } = await graded(
      submission({ 'dense-forward': `let calls = 0;\n${counting}` }),
    );
    assert.notEqual(statuses[2], 'passed');
    assert.match(exercises[2].message, /Right in the notebook's cases, but not in others/);
    assert.ok(!JSON.stringify(exercises).includes('tired'));
  });
});

describe('a Grader with little time', function () {
  this.timeout(60_000);

  it('blames who has used it up, not the lesson', async () => {
    const grader = await Grader.start({
      jobs: 1,
      seed: Buffer.alloc(32, 7),
      limits: { seconds: 0.5 },
    });
    try {
      await grader.grade(lesson(), submission()); // its compiler is warm now
      const loops = [1, 2, 3].map((k) => code(`loop-${k}`, 'for (;;);'));
      const endless = submission({
        'rnn-cell-forward': 'function rnnCellForward(): any { for (;;); }',
      });
      const { exercises } = await grader.grade(lesson(), withCells(endless, 'rnn-cell-forward', ...loops)); // prettier-ignore
      assert.match(exercises[0].message, /rnnCellForward took too long altogether/);
    } finally {
      await grader.close();
    }
  });
});

for (const kind of ['uid', 'none'] as const) {
  describe(`with --sandbox=${kind}`, function () {
    this.timeout(60_000);

    it('grades the same, and says what it can’t contain', async function () {
      if (kind === 'uid' && !isRoot) {
        console.log('      skipped: --sandbox=uid needs root');
        return this.skip();
      }
      const grader = await start(kind);
      try {
        assert.match(weaknesses[grader.sandbox.kind] ?? '', /could/);
        const endless = submission({ 'dense-forward': 'for (;;) {}' });
        const { exercises } = await grader.grade(lesson(), endless);
        assert.deepEqual(
          exercises.map(({ status }) => status),
          ['passed', 'passed', 'error'],
        );
      } finally {
        await grader.close();
      }
    });
  });
}
