// As many spinning threads as there may be: they make one another wait.
// expect: error|failed
import { Worker } from 'worker_threads';
for (let k = 0; k < 12; k++) new Worker('for (;;);', { eval: true }).on('error', () => undefined);
function addBias(): any {
  for (;;);
}
