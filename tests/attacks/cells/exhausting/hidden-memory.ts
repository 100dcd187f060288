// A program in machine code that keeps memory where no process has it: in files without a name.
// expect: error
// says: hid nothing|can't run here|memory
import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
const [files, each] = [60, 2 ** 24];
const uint32 = (value: number) => [
  value & 255,
  (value >>> 8) & 255,
  (value >>> 16) & 255,
  (value >>> 24) & 255,
];
const results = 0x402000;
const code: number[] = [];
for (let k = 0; k < files; k++) {
  code.push(0xbf, ...uint32(0x400000), 0x31, 0xf6, 0xb8, ...uint32(319), 0x0f, 0x05); // memfd_create(name, 0)
  code.push(
    0x89,
    0xc7,
    0x31,
    0xf6,
    0x31,
    0xd2,
    0x41,
    0xba,
    ...uint32(each),
    0xb8,
    ...uint32(285),
    0x0f,
    0x05,
  ); // fallocate(it, 0, 0, each)
  code.push(0x89, 0x04, 0x25, ...uint32(results + 4 * k));
}
const registers = [0xbf, 0xbe, 0xba];
[1, results, 4 * files].forEach((value, i) => code.push(registers[i], ...uint32(value)));
code.push(0xb8, ...uint32(1), 0x0f, 0x05); // write(1, results)
code.push(0xbf, ...uint32(0), 0xb8, ...uint32(60), 0x0f, 0x05); // exit
const header = Buffer.alloc(0x78);
header.write('7f454c4602010100', 0, 'hex');
header.set([2, 0, 0x3e, 0, 1, 0, 0, 0], 16);
header.writeBigUInt64LE(0x400078n, 24);
header.set([64], 32);
header.set([64, 0, 56, 0, 1, 0], 52);
header.set([1, 0, 0, 0, 7, 0, 0, 0], 64);
for (const [at, value] of [
  [80, 0x400000],
  [88, 0x400000],
  [96, 0x78 + code.length],
  [104, 0x4000],
  [112, 4096],
]) {
  header.writeBigUInt64LE(BigInt(value), at);
}
writeFileSync('/tmp/hide', Buffer.concat([header, Buffer.from(code)]), { mode: 0o755 });
const { stdout, error } = spawnSync('/tmp/hide');
if (error || stdout.length !== 4 * files)
  throw new Error(`can't run here: ${error} ${stdout?.length}`);
let hidden = 0;
for (let k = 0; k < files; k++) if (stdout.readInt32LE(4 * k) === 0) hidden += each / 2 ** 20;
throw new Error(hidden > 512 ? `hid ${hidden} MiB` : 'hid nothing');
