// Connects to sockets that have a path, such as a container engine's, and to one that has only a name.
// expect: error
// says: connected to nothing
import { connect } from 'net';
const paths = [
  CANARY.socket,
  CANARY.abstract,
  '/var/run/docker.sock',
  '/run/podman/podman.sock',
  '/run/systemd/private',
  '/run/dbus/system_bus_socket',
];
const connected = await Promise.all(
  paths.map(
    (path) =>
      new Promise<string>((resolve) => {
        const socket = connect(path, () => resolve(path));
        socket.on('error', () => resolve(''));
      }),
  ),
);
throw new Error(`connected to ${connected.filter(Boolean).join() || 'nothing'}`);
