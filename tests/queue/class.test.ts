import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { openCourse } from '../../tools/src/course/course.js';
import { run } from '../../tools/src/grade/run.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { handedOut, lessonId, solutions, source, withSources } from '../grade/fixture.js';
import { RedisServer } from './redisServer.js';

const unrolled = fileURLToPath(new URL('../../tools/bin/unrolled.mjs', import.meta.url));

describe('a class graded through a queue', function () {
  this.timeout(120_000);
  let redis: RedisServer;
  let folder: string;
  before(async () => {
    redis = await RedisServer.start('hunter2');
    folder = await mkdtemp(join(tmpdir(), 'unrolled-queue-'));
    const dense = 'dense-forward';
    for (const [student, notebook] of Object.entries({
      right: serialize(withSources(handedOut(), { [dense]: solutions[dense] })),
      wrong: serialize(withSources(handedOut(), { [dense]: solutions[dense].replace(', by', '') })),
      throws: serialize(withSources(handedOut(), { [dense]: "throw new Error('not yet');" })),
      blank: serialize(handedOut()),
      letter: 'Dear teacher, my dog ate it.',
    })) {
      await mkdir(join(folder, 'submissions', student), { recursive: true });
      await writeFile(join(folder, 'submissions', student, `${lessonId}.ipynb`), notebook);
    }
  });
  after(async () => {
    await redis.remove();
    await rm(folder, { recursive: true });
  });

  /** A course of its own, with the seed that all of them have. */
  async function course(name: string): Promise<string> {
    const root = join(folder, name);
    await mkdir(join(root, 'notebooks'), { recursive: true });
    await mkdir(join(root, '.unrolled'));
    await writeFile(join(root, 'notebooks', `${lessonId}.ipynb`), serialize(source()));
    await writeFile(join(root, '.unrolled/seed'), '5'.repeat(64), { mode: 0o600 });
    return root;
  }
  async function grade(root: string, queue?: string) {
    let heard = '';
    const stderr = new PassThrough().on('data', (text) => (heard += String(text)));
    const summary = await run({
      course: await openCourse(root),
      submissions: join(folder, 'submissions'),
      out: join(root, 'report'),
      lessons: [],
      queue,
      jobs: 5,
      fileTimes: false,
      signal: new AbortController().signal,
      stderr: stderr as unknown as NodeJS.WriteStream,
    });
    return { ...summary, heard, file: await readFile(join(root, 'report/grades.json'), 'utf8') };
  }

  it('gets the grades that it gets in one process, from workers in sandboxes', async () => {
    const here = await grade(await course('here'));
    const workers = ['there', 'elsewhere'].map(async (name) => {
      const script = join(import.meta.dirname, 'realWorker.ts');
      const args = ['--import', 'tsx', script, await course(name), redis.url];
      return spawn('node', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    });
    const root = await course('queued');
    try {
      const queued = await grade(root, redis.url);
      assert.ok(queued.isComplete);
      assert.equal(queued.file, here.file);
      assert.match(queued.file, /"student": "right",\s*"lesson": "[^"]*",\s*"score": [1-9]/);
      const again = await grade(root, redis.url);
      assert.match(again.heard, /5 of 5 notebooks graded, 4 of them unchanged/);
      assert.equal(again.file, here.file);
    } finally {
      for (const worker of await Promise.all(workers)) {
        let heard = '';
        worker.stderr.on('data', (text) => (heard += String(text)));
        worker.kill('SIGTERM');
        const [code] = (await once(worker, 'exit')) as [number];
        assert.equal(code, 0, heard);
      }
    }
  });

  it('ends with 2 for a URL that is none, with 1 where nobody answers', async () => {
    const nobody = 'redis://:hunter2@127.0.0.1:1';
    for (const [args, status, message] of [
      [['grade', 'submissions', '--out', 'report', '--queue', nobody], 1, /ECONNREFUSED/],
      [
        ['grade', 'submissions', '--out', 'report', '--queue', 'redis//:hunter2@host'],
        2,
        /--queue is no URL/,
      ],
      [['worker'], 2, /--queue or UNROLLED_QUEUE must name one/],
    ] as const) {
      const seed = ['--seed-file', join(folder, 'here/.unrolled/seed')];
      const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) =>
        execFile('node', [unrolled, ...args, ...seed], { cwd: folder }, (error, _, stderr) =>
          resolve({ code: error?.code ?? 0, stderr }),
        ),
      );
      assert.equal(code, status, stderr);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /hunter2/);
    }
  });
});
