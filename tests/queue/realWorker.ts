// `unrolled worker` for a course in another folder: realWorker.ts ROOT URL
import { openCourse } from '../../tools/src/course/course.js';
import { work } from '../../tools/src/grade/queue/work.js';

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
await work({
  course: await openCourse(process.argv[2]),
  queue: process.argv[3],
  jobs: 1,
  signal: stop.signal,
  stderr: process.stderr,
});
