// Each process starts two more, and those two more.
// expect: error
import { spawn } from 'child_process';
const bomb = `
  for (let k = 0; k < 2; k++) {
    require('child_process').spawn(process.execPath, ['-e', process.argv[1], ...process.argv.slice(1)], { detached: true, stdio: 'ignore' }).on('error', () => undefined);
  }
  setInterval(() => undefined, 1000);`;
spawn(process.execPath, ['-e', bomb, CANARY.marker], { detached: true, stdio: 'ignore' });
for (;;) await new Promise((resolve) => setTimeout(resolve, 50));
