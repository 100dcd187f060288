// Another thread answers in the place of the first, and goes on when it is asked to end.
// expect: error
// says: the pipe that carries the answers|nobody had asked for
import { Worker } from 'worker_threads';
const forger = `
  const fs = require('fs');
  process.exit = () => undefined;
  for (;;) { try { fs.writeSync(1, Buffer.from([1, 0, 0, 0, 3])); } catch {} }`;
new Worker(forger, { eval: true });
function addBias(): any {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  return true;
}
