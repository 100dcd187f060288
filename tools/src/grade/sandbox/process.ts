import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { WireError } from '../wire/values.js';
import { frame, FrameReader } from '../wire/frames.js';
import { processIds, processTree, secondsOfProcessors, secondsWaited, statusOf } from './host.js';
import type { Limits } from './limits.js';
import type { SandboxCommand } from './sandbox.js';

/** Why a sandboxed process can't answer any more. */
export type Death =
  /** It took longer than it was given. */
  | 'time'
  | 'memory'
  /** It ended itself, or the kernel ended it for another limit. */
  | 'exit'
  /** It sent something that is no answer, or far too much. */
  | 'protocol';

/** The process in the sandbox has ended before it answered; what it ran is to blame. */
export class SandboxDied extends Error {
  override readonly name = 'SandboxDied';
  constructor(
    readonly death: Death,
    message: string,
  ) {
    super(message);
  }
}

/** The sandbox did not start: nobody's code has run yet, so nobody's code is to blame. */
export class SandboxFailed extends Error {
  override readonly name = 'SandboxFailed';
}

const watchEveryMs = 100;
const startSeconds = 60;
/** However busy the machine is, an answer may take only so many times its seconds. */
const mostPatience = 5;
/** With Node's own threads it keeps hardly more than one busy. */
const processorsOfOne = 2;
/** So much later than its last second a process may be ended. */
const lookEveryMs = 500;
const longestStderr = 2 ** 20;
const keptStderr = 4096;

/** A process in a sandbox, to which requests are put one at a time. */
export class SandboxProcess {
  private readonly child: ChildProcess;
  private readonly reader = new FrameReader();
  private readonly watch: NodeJS.Timeout;
  private readonly ended: Promise<void>;
  private death?: SandboxDied;
  private waiting?: { resolve: (message: unknown) => void; reject: (error: Error) => void };
  private used = 0;
  private stderr = '';
  private stderrLength = 0;

  private constructor(
    private readonly command: SandboxCommand,
    private readonly limits: Limits,
  ) {
    const opened = command.opened === undefined ? [] : [openSync(command.opened, 'r')];
    this.child = spawn(command.file, command.args, {
      stdio: ['pipe', 'pipe', 'pipe', ...opened],
      env: command.env ?? {},
      cwd: command.workingFolder ?? '/',
      detached: true, // a process group of its own, that can be ended as one
    });
    for (const file of opened) closeSync(file);
    const { stdin, stdout, stderr } = this.child;
    // Writing to a process that has just ended is no error of ours: `ended` tells.
    stdin?.on('error', () => undefined);
    stdout?.on('data', (chunk: Buffer) => this.receive(chunk));
    stderr?.on('data', (chunk: Buffer) => this.receiveStderr(chunk));
    this.ended = new Promise((resolve) => {
      this.child.on('error', (error) => {
        this.stderr += String(error);
        this.die('exit', 'could not be started');
        resolve();
      });
      this.child.on('close', (code, signal) => {
        this.die(...this.causeOfDeath(code, signal));
        resolve();
      });
    });
    this.watch = setInterval(() => this.watchMemory(), watchEveryMs).unref();
  }

  /** @throws SandboxFailed where it does not come up. */
  static async start(command: SandboxCommand, limits: Limits): Promise<SandboxProcess> {
    const started = new SandboxProcess(command, limits);
    try {
      await started.reply(startSeconds);
      started.used = 0;
    } catch (error) {
      await started.close();
      if (!(error instanceof SandboxDied)) throw error;
      throw new SandboxFailed(
        `the sandbox did not start: ${started.stderr.trim() || error.message}`,
      );
    }
    return started;
  }

  /** Seconds that its answers took, not its start, but for those in which others had the processors. */
  get secondsUsed(): number {
    return this.used;
  }

  /**
   * Puts one request and waits for the answer, which is any data at all: the caller validates it.
   * @param seconds how long it may take; while the process waits for a processor, they do not pass
   * @throws SandboxDied where there is none; then the process is gone.
   */
  async ask(request: unknown, seconds: number): Promise<unknown> {
    if (this.death) throw this.death;
    const answer = this.reply(seconds);
    this.child.stdin?.write(frame(request));
    return answer;
  }

  /** The answer was no answer: ends the process, and returns the error to throw. */
  reject(why: string): SandboxDied {
    this.die('protocol', why);
    return this.death as SandboxDied;
  }

  /** Ends the process and all that it started, and waits until they are gone. */
  async close(): Promise<void> {
    this.die('exit', 'was closed');
    await this.ended;
  }

  private async reply(seconds: number): Promise<unknown> {
    if (this.death) throw this.death;
    const begun = performance.now();
    const [waitedBefore, busyBefore] = [this.sum(secondsWaited), this.sum(secondsOfProcessors)];
    const used = () =>
      secondsToCount(
        (performance.now() - begun) / 1000,
        this.sum(secondsWaited) - waitedBefore,
        this.sum(secondsOfProcessors) - busyBefore,
      );
    let timer: NodeJS.Timeout | undefined;
    let usedUp = 0;
    try {
      return await new Promise((resolve, reject) => {
        this.waiting = { resolve, reject };
        const look = () => {
          usedUp = used();
          const left = seconds - usedUp;
          if (left > 0) timer = setTimeout(look, Math.min(1000 * left + 1, lookEveryMs));
          else this.die('time', `took longer than ${seconds} seconds`);
        };
        look();
      });
    } finally {
      clearTimeout(timer);
      // Once it is dead, nobody knows any more how long it has waited.
      this.used += this.death ? usedUp : used();
      this.waiting = undefined;
    }
  }

  private sum(seconds: (pid: number) => number): number {
    return processTree(this.child.pid ?? -1).reduce((sum, pid) => sum + seconds(pid), 0);
  }

  private receive(chunk: Buffer): void {
    if (this.death) return;
    try {
      for (const message of this.reader.push(chunk)) {
        if (!this.waiting) {
          this.die('protocol', 'sent an answer that nobody had asked for');
          return;
        }
        this.waiting.resolve(message);
        this.waiting = undefined;
      }
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.die('protocol', 'wrote to the pipe that carries the answers');
    }
  }

  private receiveStderr(chunk: Buffer): void {
    if (this.stderr.length < keptStderr) this.stderr += chunk.toString().slice(0, keptStderr);
    this.stderrLength += chunk.length;
    if (this.stderrLength > longestStderr) this.die('protocol', 'wrote too much to stderr');
  }

  private watchMemory(): void {
    let resident = 0;
    for (const pid of processTree(this.child.pid ?? -1)) resident += statusOf(pid).residentBytes;
    if (resident > this.limits.memoryMiB * 2 ** 20) this.die('memory', this.memoryMessage());
  }

  private memoryMessage(): string {
    return `used more than ${this.limits.memoryMiB} MiB of memory`;
  }

  /** V8 says on stderr that its heap is full; the kernel sends a signal. */
  private causeOfDeath(code: number | null, signal: NodeJS.Signals | null): [Death, string] {
    if (/heap out of memory|allocation failed|std::bad_alloc/i.test(this.stderr)) {
      return ['memory', this.memoryMessage()];
    }
    // A shell's way, and bubblewrap's, of saying by which signal a process ended.
    const bySignal = signal !== null || (code !== null && code > 128);
    return ['exit', bySignal ? 'was ended by a signal' : 'ended its process'];
  }

  /** The first cause counts. */
  private die(death: Death, message: string): void {
    if (this.death) return;
    this.death = new SandboxDied(death, message);
    clearInterval(this.watch);
    this.kill();
    this.waiting?.reject(this.death);
  }

  private kill(): void {
    const { cleanUp, ownUid } = this.command;
    const pid = this.child.pid;
    if (pid !== undefined && this.child.exitCode === null && this.child.signalCode === null) {
      // All that it started, group and descendants, then itself.
      for (const victim of [...processTree(pid).reverse(), -pid]) killQuietly(victim);
    }
    if (ownUid !== undefined) {
      for (const victim of processIds()) {
        if (statusOf(victim).uid === ownUid) killQuietly(victim);
      }
    }
    if (cleanUp)
      spawn(cleanUp.file, cleanUp.args, { stdio: 'ignore' }).on('error', () => undefined);
    // What outlives this holds no pipe of ours open.
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
    this.child.stdin?.destroy();
  }
}

/**
 * How much of its time a process has used up: not the seconds in which others had the processors.
 * Nor may it make itself wait, by many threads of which each has few of them.
 * @param waited summed over its processes
 * @param busy seconds of processors, summed over its threads
 */
export function secondsToCount(passed: number, waited: number, busy: number): number {
  return Math.max(passed - waited, passed / mostPatience, busy / processorsOfOne);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
