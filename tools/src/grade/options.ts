import { InvalidArgumentError, Option } from 'commander';
import { type LimitChoices, usualChoices as usual } from './sandbox/limits.js';
import { type SandboxKind, sandboxKinds } from './sandbox/sandbox.js';

/** Options of whatever grades: `grade` itself and its workers. */
export interface GraderFlags {
  readonly seedFile?: string;
  readonly sandbox?: SandboxKind;
  readonly timeout: number;
  readonly memory: number;
  readonly processes: number;
  readonly disk: number;
}

export const seedFile = new Option(
  '--seed-file <file>',
  'the secret for hidden cases (default: .unrolled/seed, made once)',
);

export const sandbox = new Option(
  '--sandbox <kind>',
  'how code is contained (default: bwrap, else podman)',
).choices(sandboxKinds);

/**
 * Where the queue is. It is read later, because commander repeats a value that it refuses, and there
 * may be a password in it.
 */
export const queue = new Option(
  '--queue <url>',
  'a queue in Redis: redis://[user:password@]host[:port][/database], or rediss:// for TLS',
).env('UNROLLED_QUEUE');

export const limits = [
  new Option('--timeout <s>', 'seconds for one cell or one call')
    .argParser(secondsUpTo(600))
    .default(usual.seconds),
  new Option('--memory <MiB>', 'memory of all that a student starts')
    .argParser(wholeNumber(128, 65_536))
    .default(usual.memoryMiB),
  new Option('--processes <n>', 'its processes and threads')
    .argParser(wholeNumber(32, 4096))
    .default(usual.processes),
  new Option('--disk <MiB>', 'what it may write into /tmp')
    .argParser(wholeNumber(1, 1024))
    .default(usual.fileMiB),
];

export function limitsOf({ timeout, memory, processes, disk }: GraderFlags): LimitChoices {
  return { seconds: timeout, memoryMiB: memory, processes, fileMiB: disk };
}

export function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`it must be a whole number from ${least} to ${most}.`);
  };
}

function secondsUpTo(most: number) {
  return (text: string): number => {
    const seconds = Number(text);
    if (seconds >= 0.5 && seconds <= most) return seconds;
    throw new InvalidArgumentError(`it must be a number of seconds from 0.5 to ${most}.`);
  };
}
