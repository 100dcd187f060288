import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Batch, gradeBatch } from '../../tools/src/grade/batch.js';
import { GradeCache } from '../../tools/src/grade/cache.js';
import type { Grade } from '../../tools/src/grade/results.js';
import { SandboxFailed } from '../../tools/src/grade/sandbox/process.js';
import { type GradingLimits, gradingLimits } from '../../tools/src/grade/sandbox/limits.js';
import type { Sandbox } from '../../tools/src/grade/sandbox/sandbox.js';
import { NoSandbox } from '../../tools/src/grade/sandbox/weaker.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { handedOut, lesson, lessonId } from './fixture.js';

describe('gradeBatch', () => {
  const good: Grade = { score: 1, max: 12, exercises: [], notes: [] };
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unrolled-batch-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A class whose notebooks differ, graded by `grade`. */
  function batch(grade: (n: number) => Promise<Grade>, changes: Partial<Batch> = {}): Batch {
    let calls = 0;
    return {
      submissions: ['a', 'b', 'c'].map((student) => ({
        student,
        lesson: lessonId,
        notes: [],
        read: () => Promise.resolve(Buffer.from(`${serialize(handedOut())}${' '.repeat(student.charCodeAt(0))}`)), // prettier-ignore
      })),
      lessons: [lesson()],
      grader: { sandbox: new NoSandbox(), limits: gradingLimits(), grade: () => grade(++calls) },
      cache: new GradeCache(folder, Buffer.alloc(32), 'v'),
      jobs: 1,
      onResult: () => undefined,
      onTrouble: () => undefined,
      signal: new AbortController().signal,
      ...changes,
    };
  }

  it('goes on after trouble that is not a student’s, calls it incomplete, and forgets it', async () => {
    const troubles: unknown[] = [];
    const { results, isComplete } = await gradeBatch(
      batch(
        (n) => (n === 2 ? Promise.reject(new SandboxFailed('no memory')) : Promise.resolve(good)),
        { onTrouble: (_, error) => troubles.push(error) },
      ),
    );
    assert.equal(isComplete, false);
    assert.equal(troubles.length, 1);
    assert.deepEqual(
      results.map(({ status, score }) => [status, score]),
      [
        ['graded', 1],
        ['error', 0],
        ['graded', 1],
      ],
    );
    assert.match(results[1].message, /through no fault of the student.*no memory/);
    let again = 0;
    const second = await gradeBatch(batch(() => (again++, Promise.resolve(good))));
    assert.equal(again, 1, 'only the one that failed is graded again');
    assert.ok(second.isComplete);
  });

  it('grades what is unchanged once, and again where anything else has changed', async () => {
    const count = async (changes: Partial<Batch> = {}) => {
      let graded = 0;
      await gradeBatch(batch(() => (graded++, Promise.resolve(good)), changes));
      return graded;
    };
    const grader = (limits: GradingLimits, sandbox: Sandbox = new NoSandbox()) => ({
      grader: { sandbox, limits, grade: () => Promise.resolve(good) },
    });
    assert.equal(await count(), 3);
    assert.equal(await count(), 0);
    const [first, ...others] = batch(() => Promise.resolve(good)).submissions;
    const longer = { ...first, read: async () => Buffer.concat([await first.read(), Buffer.from('\n')]) }; // prettier-ignore
    assert.equal(await count({ submissions: [longer, ...others] }), 1);
    const source = { ...lesson().source, cells: lesson().source.cells.slice(1) };
    const entries = async () => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).length; // prettier-ignore
    for (const changes of [
      { lessons: [{ ...lesson(), source }] },
      { cache: new GradeCache(folder, Buffer.alloc(32, 1), 'v') },
      { cache: new GradeCache(folder, Buffer.alloc(32), 'other checks') },
      grader(gradingLimits({ seconds: 6 })),
      grader(gradingLimits({ memoryMiB: 256 })),
      grader(gradingLimits(), { kind: 'bwrap', command: () => ({ file: '', args: [] }) }),
    ]) {
      const before = await entries();
      await count(changes);
      assert.equal(await entries(), before + 3);
    }
    assert.equal(await count(), 0);
  });

  it('begins nothing more once it is interrupted, and keeps what is done', async () => {
    const stop = new AbortController();
    const interrupted = await gradeBatch(
      batch(() => (stop.abort(), Promise.resolve(good)), { signal: stop.signal }),
    );
    assert.equal(interrupted.isComplete, false);
    assert.equal(interrupted.results.length, 1);
    assert.equal((await readdir(folder)).length, 1);
  });
});
