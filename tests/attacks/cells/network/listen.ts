// Waits for visitors at the ports of this machine, known ones too.
// expect: error
// says: a loop that never ends
import { createServer } from 'net';
for (const port of [CANARY.free, 22, 80]) {
  createServer((socket) => socket.end('served'))
    .on('error', () => undefined)
    .listen(port, '0.0.0.0');
}
await new Promise(() => undefined);
