// Connects to this machine under all its names, and to others.
// expect: error
// says: connected to nothing
import { connect } from 'net';
const reach = (host: string, port: number) =>
  new Promise<string>((resolve) => {
    const socket = connect({ host, port, timeout: 300 }, () => resolve(`${host}:${port}`));
    socket.on('error', () => resolve(''));
    socket.on('timeout', () => resolve(''));
  });
const hosts = [
  '127.0.0.1',
  '::1',
  'localhost',
  '0.0.0.0',
  '10.0.2.2',
  '169.254.169.254',
  ...CANARY.addresses,
];
const reached = await Promise.all([
  ...hosts.map((host) => reach(host, CANARY.tcp)),
  reach('1.1.1.1', 53),
  reach('8.8.8.8', 443),
]);
throw new Error(`connected to ${reached.filter(Boolean).join() || 'nothing'}`);
