// Children that spin while their parent sleeps.
// expect: error
// says: a loop that never ends|took too long altogether|ended
import { spawn } from 'child_process';
for (let k = 0; k < 5; k++) {
  spawn(process.execPath, ['-e', 'for (;;);', CANARY.marker], { stdio: 'ignore' }).on(
    'error',
    () => undefined,
  );
}
function addBias(): any {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
