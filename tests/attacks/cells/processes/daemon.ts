// Leaves processes behind, in sessions of their own, that outlive it.
// expect: error|failed
import { spawn } from 'child_process';
const daemon = `
  process.on('SIGTERM', () => undefined); process.on('SIGHUP', () => undefined);
  if (process.argv.length < 5) require('child_process').spawn(process.execPath, ['-e', process.argv[1], ...process.argv.slice(1), 'again'], { detached: true, stdio: 'ignore' }).unref();
  setInterval(() => undefined, 1000);`;
for (let k = 0; k < 3; k++) {
  spawn(process.execPath, ['-e', daemon, CANARY.marker], {
    detached: true,
    stdio: 'ignore',
  }).unref();
}
await new Promise((resolve) => setTimeout(resolve, 400));
process.exit(0);
