// Sends a datagram to this machine, and to everybody on its network.
// expect: error
// says: sent
import { createSocket } from 'dgram';
const udp = createSocket('udp4');
udp.on('error', () => undefined);
const within = (milliseconds: number, done: Promise<unknown>) =>
  Promise.race([done, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
await within(200, new Promise<void>((resolve) => udp.bind(0, resolve)));
try {
  udp.setBroadcast(true);
} catch {}
for (const host of [
  '127.0.0.1',
  '255.255.255.255',
  '224.0.0.1',
  ...CANARY.addresses.filter((address) => address.includes('.')),
]) {
  await within(100, new Promise((resolve) => udp.send(CANARY.marker, CANARY.udp, host, resolve)));
}
throw new Error('sent');
