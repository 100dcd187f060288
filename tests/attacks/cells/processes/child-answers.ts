// A child inherits the pipe, and answers after its parent has ended.
// expect: error
// says: the pipe that carries the answers|nobody had asked for|ended
import { spawn } from 'child_process';
const answer =
  'for (let k = 0; k < 1000; k++) require("fs").writeSync(1, Buffer.from([1, 0, 0, 0, 3]))';
spawn(process.execPath, ['-e', answer, CANARY.marker], {
  detached: true,
  stdio: [0, 1, 2],
}).unref();
await new Promise((resolve) => setTimeout(resolve, 600));
process.exit(0);
