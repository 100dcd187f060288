import assert from 'node:assert/strict';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gradeBatch } from '../../tools/src/grade/batch.js';
import { GradeCache } from '../../tools/src/grade/cache.js';
import { Answers } from '../../tools/src/grade/queue/answers.js';
import { connect, queueName } from '../../tools/src/grade/queue/connection.js';
import { type AnswerMessage, Seal, type Sealed } from '../../tools/src/grade/queue/messages.js';
import { RemoteGrader, type RemoteOptions } from '../../tools/src/grade/queue/remoteGrader.js';
import { serve, type ServeOptions } from '../../tools/src/grade/queue/serve.js';
import { QueueUnavailable } from '../../tools/src/grade/queue/unavailable.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { fakeGrader, lesson, notebook, points, seed } from './fakeGrader.js';
import { RedisServer } from './redisServer.js';

describe('a queue', function () {
  this.timeout(30_000);
  let redis: RedisServer;
  let stop: AbortController;
  let heard: string;
  let begun: string[];
  let closing: (() => unknown)[];
  beforeEach(async () => {
    redis = await RedisServer.start();
    stop = new AbortController();
    [heard, begun, closing] = ['', [], []];
  });
  afterEach(async () => {
    stop.abort();
    for (const close of closing.reverse()) await close();
    await redis.remove();
  });

  const tell = (text: string) => {
    heard += `${text}\n`;
  };
  async function producer(changes: Partial<RemoteOptions> = {}): Promise<RemoteGrader> {
    const common = {
      url: redis.url,
      seed,
      version: 'v1',
      batch: 'batch',
      sandbox: 'none',
    } as const;
    const grader = await RemoteGrader.connect({ ...common, signal: stop.signal, tell, ...changes });
    closing.push(() => grader.close());
    return grader;
  }
  function worker(changes: Partial<ServeOptions> = {}): Promise<boolean> {
    const grader = fakeGrader((what) => begun.push(what));
    const common = { url: redis.url, seed, version: 'v1', lessons: [lesson], grader, jobs: 1 };
    const ended = serve({ ...common, signal: stop.signal, tell, lockMs: 1000, ...changes });
    closing.push(() => ended);
    return ended;
  }
  const grade = (grader: RemoteGrader, what: string) => grader.grade(lesson, notebook(what));
  /** A worker in a process of its own; the lines that it prints are what it begins. */
  function child(): { process: ChildProcess; begins: () => Promise<string> } {
    const script = join(import.meta.dirname, 'fakeWorker.ts');
    const process = spawn('node', ['--import', 'tsx', script, redis.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    closing.push(() => process.kill('SIGKILL'));
    const lines = createInterface(process.stdout)[Symbol.asyncIterator]();
    return { process, begins: async () => String((await lines.next()).value) };
  }
  function queue(): Queue {
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    closing.push(() => connection.disconnect());
    return new Queue(queueName, { connection });
  }
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  it('gives each submission its own grade, once, whoever grades it', async () => {
    const grader = await producer();
    void worker();
    void worker();
    const whats = ['1', '2', '3', '3', '4', '5'];
    const grades = await Promise.all(whats.map((what) => grade(grader, what)));
    assert.deepEqual(grades, whats.map(Number).map(points));
    assert.deepEqual(begun.sort(), ['1', '2', '3', '4', '5']);
    assert.equal(heard, '');
    assert.equal((await queue().getJobs()).length, 0, 'something was left in the queue');
  });

  it('tells of a worker’s trouble, and does not try it again', async () => {
    void worker();
    await assert.rejects(grade(await producer(), '1 troubled'), /QueueError: Error: no memory/);
    assert.deepEqual(begun, ['1 troubled']);
  });

  const seals = new Seal(seed);
  /** The honest answer to a submission, as a worker would give it. */
  async function answerTo(id: string, data: Sealed): Promise<Sealed> {
    const grader = fakeGrader(() => undefined);
    const common = { seal: seals, version: 'v1', lessons: [lesson], grader, tell };
    const answer = await new Answers({ ...common, onRefusal: () => undefined }).to(id, data);
    assert.ok(answer);
    return answer;
  }
  /** Spoils the first `times` answers to each submission. */
  function stranger(spoil: (id: string, data: Sealed) => unknown, times = 1): void {
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    const seen = new Map<string, number>();
    const work = ({ id = '', data }: { id?: string; data: Sealed }) => {
      seen.set(id, (seen.get(id) ?? 0) + 1);
      return seen.get(id)! <= times ? spoil(id, data) : answerTo(id, data);
    };
    const bull = new Worker(queueName, (job) => Promise.resolve(work(job)), { connection });
    closing.push(async () => {
      await bull.close();
      connection.disconnect();
    });
  }

  it('is not believed when an answer was forged', async () => {
    stranger(async (id, data) => {
      const { text } = await answerTo(id, data);
      const better = JSON.parse(text.replace('"score":1', '"score":12')) as AnswerMessage;
      return new Seal(Buffer.alloc(32)).seal(better);
    });
    assert.deepEqual(await grade(await producer(), '1'), points(1));
    assert.match(
      heard,
      /02-recurrent-networks \(job .{12}\): a message was discarded: it was forged/,
    );
  });

  it('is not believed when an answer was altered', async () => {
    stranger(async (id, data) => {
      const { text, hmac } = await answerTo(id, data);
      assert.match(text, /"score":1,/);
      return { text: text.replace('"score":1,', '"score":12,'), hmac };
    });
    assert.deepEqual(await grade(await producer(), '1'), points(1));
    assert.match(heard, /discarded: it was forged or altered/);
  });

  it('is not believed when answers were swapped', async () => {
    let other: { id: string; data: Sealed } | undefined;
    stranger(async (id, data) => {
      const answer = other ? await answerTo(other.id, other.data) : null;
      other = { id, data };
      return answer;
    });
    const grader = await producer();
    const grades = await Promise.all([grade(grader, '1'), grade(grader, '12')]);
    assert.deepEqual(grades, [points(1), points(12)]);
    assert.match(heard, /discarded: it belongs to another submission/);
  });

  it('is not believed when an answer of another batch was replayed', async () => {
    let earlier: Sealed | undefined;
    stranger(async (id, data) => earlier ?? (earlier = await answerTo(id, data)));
    assert.deepEqual(await grade(await producer({ batch: 'earlier' }), '1'), points(1));
    assert.equal(heard, '');
    assert.deepEqual(await grade(await producer(), '1'), points(1));
    assert.match(heard, /discarded: it belongs to another submission/);
  });

  it('is not believed when a submission comes back as its answer', async () => {
    stranger((_, data) => data);
    assert.deepEqual(await grade(await producer(), '1'), points(1));
    assert.match(heard, /discarded: it is of another kind/);
  });

  it('gives a submission up whose answers are never authentic', async () => {
    stranger(() => ({ text: '{}', hmac: '0'.repeat(64) }), Infinity);
    await assert.rejects(grade(await producer(), '1'), /QueueError: 3 times no answer counted/);
  });

  it('has workers who grade no forged, altered or exchanged submission', async () => {
    const grader = await producer();
    const asked = Promise.all([grade(grader, '1'), grade(grader, '12')]);
    const bull = queue();
    await until(async () => (await bull.getWaitingCount()) === 2);
    const [one, other] = (await bull.getWaiting()) as { data: Sealed; id?: string; updateData(data: Sealed): Promise<void> }[]; // prettier-ignore
    const exchanged = other.data;
    await other.updateData({ ...one.data, text: one.data.text.replaceAll('1', '9') });
    await one.updateData(exchanged);
    void worker();
    assert.deepEqual(await asked, [points(1), points(12)]);
    assert.match(heard, /Job .{12}: a message was discarded: it belongs to another job/);
    assert.match(heard, /Job .{12}: a message was discarded: it was forged or altered/);
    assert.deepEqual(begun.sort(), ['1', '12']);
  });

  it('has a job done again whose worker was killed', async () => {
    const asked = grade(await producer(), '3 slow');
    const killed = child();
    assert.equal(await killed.begins(), '3 slow');
    killed.process.kill('SIGKILL');
    void worker();
    assert.deepEqual(await asked, points(3));
    assert.deepEqual(begun, ['3 slow']);
  });

  it('counts once what was delivered twice', async () => {
    const grader = await producer();
    const asked = grade(grader, '3 slow');
    const paused = child();
    assert.equal(await paused.begins(), '3 slow');
    paused.process.kill('SIGSTOP');
    void worker();
    await until(() => begun.length === 1);
    paused.process.kill('SIGCONT');
    assert.deepEqual(await asked, points(3));
    assert.deepEqual(await grade(grader, '4'), points(4));
    assert.equal((await queue().getJobs()).length, 0, 'a second answer was kept');
    assert.equal(paused.process.exitCode, null, 'the other worker has ended');
  });

  it('goes on after a submission that ends every worker, and gives it a row', async () => {
    let deaths = 0;
    const restart = () => {
      const { process } = child();
      process.once('exit', () => {
        if (stop.signal.aborted || process.killed) return;
        deaths++;
        restart();
      });
    };
    restart();
    closing.push(() => stop.abort());
    const folder = await mkdtemp(join(tmpdir(), 'unrolled-queue-'));
    closing.push(() => rm(folder, { recursive: true }));
    const { results, isComplete } = await gradeBatch({
      submissions: ['1', 'deadly', '2'].map((what) => ({
        student: what,
        lesson: lesson.id,
        notes: [],
        read: () => Promise.resolve(Buffer.from(serialize(notebook(what)))),
      })),
      lessons: [lesson],
      grader: await producer(),
      cache: new GradeCache(folder, seed, 'v1'),
      jobs: 3,
      onResult: () => undefined,
      onTrouble: () => undefined,
      signal: stop.signal,
    });
    assert.deepEqual(
      results.map(({ status, score }) => [status, score]),
      [
        ['graded', 1],
        ['error', 0],
        ['graded', 2],
      ],
    );
    assert.match(results[1].message, /no fault of the student: .*each worker that began with it/);
    assert.equal(isComplete, false);
    assert.equal(deaths, 3);
  });

  it('loses nothing when Redis is started again with its data', async () => {
    const grader = await producer();
    const asked = Promise.all(['1', '2', '3'].map((what) => grade(grader, what)));
    await until(async () => (await queue().getWaitingCount()) === 3);
    await redis.down();
    await redis.up();
    void worker();
    assert.deepEqual(await asked, [1, 2, 3].map(points));
    assert.match(heard, /the queue at .* is lost.*\n.* is back/);
    assert.doesNotMatch(heard, /put in again/);
  });

  it('is filled again when Redis is started again without its data', async () => {
    const grader = await producer();
    void worker();
    const asked = Promise.all(['1 slow', '2', '3'].map((what) => grade(grader, what)));
    await until(() => begun.length === 1);
    await redis.down();
    await redis.loseEverything();
    await redis.up();
    assert.deepEqual(await asked, [1, 2, 3].map(points));
    assert.match(heard, /the queue has lost it; it was put in again/);
  });

  it('has no grade from a worker of another version, which says so and ends', async () => {
    const asked = grade(await producer(), '1');
    assert.equal(await worker({ version: 'v2' }), false);
    assert.match(heard, /Not graded here.*course v2 instead of v1/);
    await until(() => /\(job .*a worker refused it.*course v2 instead of v1/.test(heard));
    assert.deepEqual(begun, []);
    void worker();
    assert.deepEqual(await asked, points(1));
  });

  it('keeps what was finished while nobody waited for it', async () => {
    const interrupted = new AbortController();
    const first = await producer({ signal: interrupted.signal });
    const asked = Promise.allSettled(['1', '2'].map((what) => grade(first, what)));
    await until(async () => (await queue().getWaitingCount()) === 2);
    interrupted.abort();
    await asked;
    await first.close();
    void worker();
    await until(async () => (await queue().getCompletedCount()) === 2);
    const second = await producer();
    const grades = await Promise.all(['1', '2'].map((what) => grade(second, what)));
    assert.deepEqual(grades, [1, 2].map(points));
    assert.deepEqual(begun.sort(), ['1', '2']);
  });

  it('is entered by its password, which is told to nobody', async () => {
    const locked = await RedisServer.start('right');
    closing.push(() => locked.remove());
    (await connect(locked.url, tell)).disconnect();
    await assert.rejects(
      connect(locked.url.replace('right', 'hunter2'), tell),
      (error: Error) =>
        error instanceof QueueUnavailable &&
        /can't be used: WRONGPASS/.test(error.message) &&
        !JSON.stringify([error, heard, error.stack]).includes('hunter2'),
    );
  });
});
