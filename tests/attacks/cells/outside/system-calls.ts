// A program of its own, in machine code: mounts, namespaces, other processes, the kernel.
// expect: error
// says: achieved nothing|can't run here
import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
const [text, anywhere] = [(at: number) => 0x400078 + at, 0x400078 + 64];
const strings = Buffer.from('/\0tmp\0none\0tmpfs\0/tmp/dev\0/program\0'.padEnd(128, '\0'));
const [root, none, tmpfs, device, program] = ['/', 'none', 'tmpfs', '/tmp/dev', '/program'].map(
  (s) => text(strings.indexOf(`${s}\0`)),
);
const calls: [name: string, number: number, ...args: number[]][] = [
  ['unshare a user namespace', 272, 0x10000000],
  ['unshare mounts', 272, 0x20000],
  ['unshare the network', 272, 0x40000000],
  ['remount the root', 165, none, root, 0, 0x20 | 0x1000, 0],
  ['remount the program', 165, none, program, 0, 0x20 | 0x1000, 0],
  ['mount over the root', 165, none, root, tmpfs, 0, 0],
  ['unmount the program', 166, program, 2],
  ['pivot the root', 155, root, root],
  ['change the root', 161, root],
  ['enter a namespace', 308, 0, 0],
  ['make a device', 133, device, 0o20666, 0x101],
  ['trace the first process', 101, 16, 1, 0, 0],
  ['become root', 105, 0],
  ['become any group', 106, 0],
  ['rename the machine', 170, none, 4],
  ['load a module', 175, anywhere, 16, none],
  ['set the clock', 164, anywhere, 0],
  ['reboot', 169, 0xfee1dead, 672274793, 0, 0],
  ['log in the kernel', 103, 5, 0, 0],
  ['swap', 167, none, 0],
  ['use ports', 173, 1],
];
const code: number[] = [];
const uint32 = (value: number) => [
  value & 255,
  (value >>> 8) & 255,
  (value >>> 16) & 255,
  (value >>> 24) & 255,
];
const registers = [[0xbf], [0xbe], [0xba], [0x41, 0xba], [0x41, 0xb8]];
const results = 0x400078 + 4096;
const call = (number: number, args: number[]) => {
  args.forEach((value, i) => code.push(...registers[i], ...uint32(value)));
  code.push(0xb8, ...uint32(number), 0x0f, 0x05);
};
calls.forEach(([, number, ...args], i) => {
  call(number, args);
  code.push(0x89, 0x04, 0x25, ...uint32(results + 4 * i)); // keeps the result
});
call(1, [1, results, 4 * calls.length]); // write
call(60, [0]); // exit
const header = Buffer.alloc(0x78);
header.write('7f454c4602010100', 0, 'hex');
header.set([2, 0, 0x3e, 0, 1, 0, 0, 0], 16);
header.writeBigUInt64LE(BigInt(text(strings.length)), 24);
header.set([64], 32);
header.set([64, 0, 56, 0, 1, 0], 52);
header.set([1, 0, 0, 0, 7, 0, 0, 0], 64);
for (const [at, value] of [
  [80, 0x400000],
  [88, 0x400000],
  [96, 0x78 + strings.length + code.length],
  [104, 0x3000],
  [112, 4096],
]) {
  header.writeBigUInt64LE(BigInt(value), at);
}
writeFileSync('/tmp/calls', Buffer.concat([header, strings, Buffer.from(code)]), { mode: 0o755 });
const { stdout, error } = spawnSync('/tmp/calls');
if (error || stdout.length !== 4 * calls.length)
  throw new Error(`can't run here: ${error} ${stdout?.length}`);
const achieved = calls.filter((_, i) => stdout.readInt32LE(4 * i) >= 0).map(([name]) => name);
throw new Error(`achieved ${achieved.join() || 'nothing'}`);
