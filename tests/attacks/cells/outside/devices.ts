// Opens the machine's memory, disks, terminals and other devices.
// expect: error
// says: opened nothing
import * as fs from 'fs';
const harmless =
  /^\/dev\/(null|zero|full|random|urandom|tty|ptmx|console|std(in|out|err)|fd|shm|pts|mqueue|core)(\/|$)/;
const devices = [
  'mem',
  'kmem',
  'port',
  'kmsg',
  'sda',
  'vda',
  'nvme0n1',
  'dm-0',
  'loop0',
  'loop-control',
  'fuse',
  'kvm',
  'net/tun',
  'vhost-net',
  'tty0',
  'input/event0',
  'userfaultfd',
  'mapper/control',
  'rtc0',
  'sr0',
];
const inThere = fs.readdirSync('/dev').filter((name) => !harmless.test(`/dev/${name}`));
const opened = [...new Set([...devices, ...inThere])].filter((name) => {
  try {
    fs.closeSync(fs.openSync(`/dev/${name}`, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
});
throw new Error(`opened ${opened.join() || 'nothing'}`);
