import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';

type Callback = (...args: unknown[]) => unknown;
type Timer = NodeJS.Timeout | NodeJS.Immediate;
type Start = (callback: Callback, ...rest: unknown[]) => Timer;

/**
 * The timers that cells start. Stock leaves them to themselves; here
 * - an interrupt ends them: a loop that awaits a pause each round would otherwise run on unseen;
 * - the kernel can tell whether a cell left some behind, and wait a moment for their errors;
 * - callbacks run as promise jobs, the only place where the interrupt's way to stop a loop leaves
 *   Node's bookkeeping whole.
 *
 * Libraries that notebooks load get these timers too; the kernel's own come from `node:timers`.
 */
export class CellTimers {
  /** Those that have not ended, with the cell (any object) that started each. */
  private readonly live = new Map<Timer, { owner: object | undefined; repeats: boolean }>();
  /** The cell to which timers that start now belong. */
  owner: object | undefined;

  constructor(private readonly onError: (error: unknown) => void) {}

  /** Replaces the global functions and those of the modules `timers` and `timers/promises`. */
  install(): void {
    const { setTimeout, setInterval, setImmediate } = timers;
    const starts = {
      setTimeout: this.starting(setTimeout as Start, false),
      setInterval: this.starting(setInterval as Start, true),
      setImmediate: this.starting(setImmediate, false),
    };
    const sleep = (delay?: unknown, value?: unknown) =>
      new Promise((resolve) => starts.setTimeout(() => resolve(value), delay));
    const nextTurn = (value?: unknown) =>
      new Promise((resolve) => starts.setImmediate(() => resolve(value)));
    Object.defineProperty(starts.setTimeout, promisify.custom, { value: sleep });
    Object.defineProperty(starts.setImmediate, promisify.custom, { value: nextTurn });
    const all = {
      ...starts,
      clearTimeout: this.clearing(timers.clearTimeout),
      clearInterval: this.clearing(timers.clearInterval),
      clearImmediate: this.clearing(timers.clearImmediate),
    };
    const promises = {
      setTimeout: unlessAbortable(timersPromises.setTimeout, sleep),
      setImmediate: unlessAbortable(timersPromises.setImmediate, nextTurn),
    };
    Object.assign(globalThis, all);
    Object.assign(timers, all);
    Object.assign(timersPromises, promises);
  }

  /** Whether a cell left a timer behind that will fire once. */
  has(owner: object): boolean {
    return [...this.live.values()].some((timer) => timer.owner === owner && !timer.repeats);
  }

  /** Ends all of them, whichever cell started them. */
  clear(): void {
    for (const timer of this.live.keys()) {
      if ('hasRef' in timer && 'refresh' in timer) timers.clearTimeout(timer);
      else timers.clearImmediate(timer);
    }
    this.live.clear();
  }

  private starting(start: Start, repeats: boolean): Start {
    return (callback, ...rest) => {
      if (typeof callback !== 'function') return start(callback, ...rest);
      const { owner } = this;
      const run: Callback = (...args) => {
        if (!repeats) this.live.delete(timer);
        void Promise.resolve()
          .then(() => this.runFor(owner, () => callback.apply(timer, args)))
          .catch(this.onError);
      };
      const timer = start(run, ...rest);
      this.live.set(timer, { owner, repeats });
      return timer;
    };
  }

  private runFor(owner: object | undefined, work: () => unknown): void {
    const before = this.owner;
    this.owner = owner;
    try {
      work();
    } finally {
      this.owner = before;
    }
  }

  private clearing(clear: (timer: never) => void): (timer: unknown) => void {
    return (timer) => {
      this.live.delete(timer as Timer);
      clear(timer as never);
    };
  }
}

/** Options (a signal, `ref`) come last; who passes them gets Node's own function. */
function unlessAbortable(stock: unknown, ours: Callback): Callback {
  const withOptions = stock as Callback;
  return (...args) =>
    args.some((arg) => typeof arg === 'object' && arg !== null)
      ? withOptions(...args)
      : ours(...args);
}
