import type { Limits } from './limits.js';

export const sandboxKinds = ['bwrap', 'podman', 'uid', 'none'] as const;
export type SandboxKind = (typeof sandboxKinds)[number];

/** What the weaker kinds do not contain, for the report. */
export const weaknesses: Readonly<Partial<Record<SandboxKind, string>>> = {
  uid:
    'Submissions ran under another user id only: they could reach the network and read every ' +
    'file that any user can read.',
  none: 'Submissions ran without a sandbox: they could do what the user who graded them can do.',
};

/** A Node program to be run in a sandbox; all that it can read, besides Node. */
export interface Program {
  /** The folder on this machine that the sandbox shows, read-only, as its program. */
  readonly folder: string;
  /** The script to start, relative to the folder. */
  readonly script: string;
  /** Where it starts, relative to the folder. */
  readonly workingFolder: string;
}

/** A command that runs one program contained, speaking through stdin and stdout. */
export interface SandboxCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Where it starts; the root folder where it does not say. */
  readonly workingFolder?: string;
  /** The command's environment, where it needs one. */
  readonly env?: Readonly<Record<string, string>>;
  /** A file that it is handed, open, as its descriptor 3. */
  readonly opened?: string;
  /** A command that ends what killing `file` does not end. */
  readonly cleanUp?: { readonly file: string; readonly args: readonly string[] };
  /** A user id that nothing else uses, so that all its processes may be ended. */
  readonly ownUid?: number;
}

/** One way of containing a process. */
export interface Sandbox {
  readonly kind: SandboxKind;
  /** @param slot tells sandboxes that run at the same time apart: 0, 1, 2, … */
  command(program: Program, limits: Limits, slot: number): SandboxCommand;
}

/** No sandbox works here, or not the one asked for; the message says what to do. */
export class SandboxUnavailable extends Error {
  override readonly name = 'SandboxUnavailable';
}

/** The arguments of `prlimit` that hold a process, and what it starts, to the limits. */
export function prlimitArguments(limits: Limits, processes = limits.processes): string[] {
  return [
    // Not the address space: V8 and WebAssembly reserve far more of it than they use.
    `--data=${limits.memoryMiB * 2 ** 20}`,
    `--nproc=${processes}`,
    `--nofile=${limits.openFiles}`,
    `--fsize=${limits.fileMiB * 2 ** 20}`,
    '--core=0',
    ...(limits.cpuSeconds === undefined ? [] : [`--cpu=${limits.cpuSeconds}`]),
  ];
}

/** Node's own flags in every sandbox. */
export function nodeFlags(limits: Limits): string[] {
  return [`--max-old-space-size=${limits.heapMiB}`];
}
