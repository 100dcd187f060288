// A worker in a process of its own, which a test can kill: fakeWorker.ts URL. It says what it begins.
import { serve } from '../../tools/src/grade/queue/serve.js';
import { fakeGrader, lesson, seed } from './fakeGrader.js';

await serve({
  url: process.argv[2],
  seed,
  version: 'v1',
  lessons: [lesson],
  grader: fakeGrader((what) => console.log(what)),
  jobs: 1,
  signal: new AbortController().signal,
  tell: (text) => console.error(text),
  lockMs: 1000,
});
