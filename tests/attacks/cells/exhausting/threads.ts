// Threads without end.
// expect: error
import { Worker } from 'worker_threads';
for (;;) {
  new Worker('setInterval(() => undefined, 1000)', { eval: true }).on('error', () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 1));
}
