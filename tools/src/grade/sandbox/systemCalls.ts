/**
 * System calls that a sandbox refuses, which namespaces and limits leave open: number on x64, on
 * arm64. No exercise needs them, and Node does without.
 */
const refused: Readonly<Record<string, readonly [x64: number, arm64: number]>> = {
  // Memory that the kernel keeps and that no process is seen to have.
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  msgget: [68, 186],
  mq_open: [240, 180],
  // Connections, if only to itself: their buffers are such memory too. Node speaks with its children
  // through pairs, which are another call.
  socket: [41, 198],
  // Other processes of the same sandbox.
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  pidfd_getfd: [438, 438],
  // Roots and namespaces of its own, in which it could be what it is not here.
  unshare: [272, 97],
  setns: [308, 268],
  mount: [165, 40],
  umount2: [166, 39],
  move_mount: [429, 429],
  open_tree: [428, 428],
  fsopen: [430, 430],
  mount_setattr: [442, 442],
  pivot_root: [155, 41],
  chroot: [161, 51],
  // Wide doors into the kernel.
  io_uring_setup: [425, 425],
  userfaultfd: [323, 282],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
};

/** A process in a new user namespace, in clone(2)'s flags. */
const newUserNamespace = 0x10000000;
/** "No such call": then glibc takes clone, whose flags a filter can read. */
const notThere = 38;

/** The same for a container engine: the form that `--security-opt seccomp=…` takes. */
export function systemCallProfile(): string {
  const refuse = (names: string[], more = {}) => ({ names, action: 'SCMP_ACT_ERRNO', ...more });
  const flags = { index: 0, op: 'SCMP_CMP_MASKED_EQ' };
  return JSON.stringify({
    defaultAction: 'SCMP_ACT_ALLOW',
    syscalls: [
      refuse(Object.keys(refused)),
      refuse(['clone'], {
        args: [{ ...flags, value: newUserNamespace, valueTwo: newUserNamespace }],
      }),
      refuse(['clone3'], { errnoRet: notThere }),
    ],
  });
}

const architectures: Partial<Record<NodeJS.Architecture, { audit: number; column: 0 | 1 }>> = {
  x64: { audit: 0xc000003e, column: 0 },
  arm64: { audit: 0xc00000b7, column: 1 },
};

/** Instructions of the kernel's packet filter, and what a filter of system calls returns. */
const [load, jumpIfEqual, jumpIfAtLeast, answer] = [0x20, 0x15, 0x35, 0x06];
const [allow, fail, kill] = [0x7fff0000, 0x00050001 /* EPERM */, 0x80000000];
/** Where the filter finds the call's number, and the processor whose numbers they are. */
const [numberAt, architectureAt] = [0, 4];
/** From here on x64's calls are counted again, for 32-bit pointers. */
const x32 = 0x40000000;

/**
 * A filter for seccomp (seccomp(2)) that makes the refused calls fail with EPERM.
 * @returns undefined for processors whose numbers are not known here.
 */
export function systemCallFilter(
  architecture: NodeJS.Architecture = process.arch,
): Uint8Array | undefined {
  const known = architectures[architecture];
  if (known === undefined) return undefined;
  const numbers = Object.values(refused).map((pair) => pair[known.column]);
  const steps: [code: number, ifTrue: number, ifFalse: number, value: number][] = [
    [load, 0, 0, architectureAt],
    [jumpIfEqual, 1, 0, known.audit],
    [answer, 0, 0, kill],
    [load, 0, 0, numberAt],
    // How many steps to skip: those to the last, which refuses.
    [jumpIfAtLeast, numbers.length + 1, 0, x32],
    ...numbers.map((number, i): [number, number, number, number] => [
      jumpIfEqual,
      numbers.length - i,
      0,
      number,
    ]),
    [answer, 0, 0, allow],
    [answer, 0, 0, fail],
  ];
  const filter = new DataView(new ArrayBuffer(8 * steps.length));
  steps.forEach(([code, ifTrue, ifFalse, value], i) => {
    filter.setUint16(8 * i, code, true);
    filter.setUint8(8 * i + 2, ifTrue);
    filter.setUint8(8 * i + 3, ifFalse);
    filter.setUint32(8 * i + 4, value, true);
  });
  return new Uint8Array(filter.buffer);
}
