/** `npm run bench:workers -- [--class N]`: a class graded by 1, 2 and 4 workers on this machine. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { gradesFile } from '../../tools/src/grade/report/json.js';
import { root } from '../kernel/testKernel.js';
import { RedisServer } from '../queue/redisServer.js';
import { freshSeed, handIn } from './honestClass.js';

const { values } = parseArgs({ options: { class: { type: 'string', default: '12' } } });
const size = Number(values.class);
const unrolled = join(root, 'tools/bin/unrolled.mjs');
const folder = await mkdtemp(join(tmpdir(), 'unrolled-bench-workers-'));
const redis = await RedisServer.start();
try {
  await handIn(join(folder, 'submitted'), size);
  console.log(`${size} honest notebooks of lesson 02, ${availableParallelism()} processors`);
  await measure('one process', 0);
  for (const workers of [1, 2, 4]) await measure(`workers: ${workers}`, workers);
} finally {
  await redis.remove();
  await rm(folder, { recursive: true });
}

/** Each worker grades one notebook at a time; without workers, `grade` itself does. */
async function measure(what: string, workers: number): Promise<void> {
  const seed = ['--seed-file', await freshSeed(folder)];
  const running = Array.from({ length: workers }, () =>
    spawn(process.execPath, [unrolled, 'worker', '--queue', redis.url, '--jobs', '1', ...seed], {
      stdio: ['ignore', 'ignore', 'pipe'],
    }),
  );
  await Promise.all(running.map(({ stderr }) => once(stderr, 'data')));
  const report = join(folder, 'report');
  const queue = workers > 0 ? ['--queue', redis.url] : [];
  const begun = performance.now();
  const args = ['grade', folder, '--out', report, '--lesson', '02', ...seed, ...queue];
  await promisify(execFile)(process.execPath, [unrolled, ...args]);
  const seconds = (performance.now() - begun) / 1000;
  for (const worker of running) {
    worker.kill();
    await once(worker, 'exit');
  }
  const file = JSON.parse(await readFile(join(report, 'grades.json'), 'utf8')) as unknown;
  const { submissions } = gradesFile.parse(file);
  const allRight = submissions.every(({ score, max }) => score === max);
  if (submissions.length !== size || !allRight) throw new Error('not everybody got full marks');
  const perMinute = ((60 * size) / seconds).toFixed(1);
  console.log(
    `${what.padEnd(12)} ${seconds.toFixed(1).padStart(7)} s ${perMinute.padStart(7)} a minute`,
  );
}
