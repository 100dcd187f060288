// Fills the kernel's buffers, which are no memory of its own: connections of which it reads nothing.
// expect: error
import { connect, createServer, type Socket } from 'net';
const received: Socket[] = [];
const server = createServer((socket) => received.push(socket.pause())).listen(0, '127.0.0.1');
await new Promise((resolve) => server.on('listening', resolve));
const { port } = server.address() as any;
const block = Buffer.alloc(2 ** 16);
for (let k = 0; k < 100; k++) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.on('connect', resolve));
  while (socket.writableLength < 2 ** 20) socket.write(block);
}
for (;;) await new Promise((resolve) => setTimeout(resolve, 50));
