// `unrolled worker` for a course in another folder: realWorker.ts ROOT URL
import { exercises } from 'unrolled/checks';
import { work } from '../../tools/src/grade/queue/work.js';

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
await work({
  root: process.argv[2],
  exercises,
  queue: process.argv[3],
  jobs: 1,
  signal: stop.signal,
  stderr: process.stderr,
});
