// Children that share the memory among them, each a little.
// expect: error
import { spawn } from 'child_process';
const eat =
  'const kept = []; for (let k = 0; k < 8; k++) kept.push(Buffer.alloc(2 ** 24, 1)); setInterval(() => kept, 100);';
for (let k = 0; k < 5; k++) {
  spawn(process.execPath, ['-e', eat, CANARY.marker], { stdio: 'ignore' }).on(
    'error',
    () => undefined,
  );
}
for (;;) await new Promise((resolve) => setTimeout(resolve, 50));
