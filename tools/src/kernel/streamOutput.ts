import { setTimeout } from 'node:timers';
import { TextDecoder } from 'node:util';

export type StreamName = 'stdout' | 'stderr';

/** How many messages a burst may send at once, and a second brings back. */
const messagesPerSecond = 20;
/** How long text waits for more, in ms. */
const patience = 20;

/**
 * Sends what cells print. Stock sends one message for each write: 20,000 lines flood the Jupyter
 * server, which drops what exceeds its limits. Here the first lines go out at once, so that a cell
 * that computes without a pause still shows how far it is; text that comes faster is gathered.
 */
export class StreamOutput {
  private waiting?: { name: StreamName; text: string };
  private timer?: NodeJS.Timeout;
  private allowance = messagesPerSecond;
  private allowanceTime = performance.now();

  constructor(private readonly send: (name: StreamName, text: string) => void) {}

  write(name: StreamName, text: string): void {
    if (text === '') return;
    if (this.waiting && this.waiting.name !== name) this.flush();
    if (this.waiting) this.waiting.text += text;
    else this.waiting = { name, text };
    if (this.takeAllowance()) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), patience);
  }

  /** Sends what waits: before anything that has to come after it. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.waiting) return;
    const { name, text } = this.waiting;
    this.waiting = undefined;
    this.send(name, text);
  }

  /** Makes `process.stdout` or `process.stderr` write here. */
  redirect(stream: NodeJS.WriteStream, name: StreamName): void {
    const decoder = new TextDecoder();
    const write = (
      chunk: string | Uint8Array,
      encodingOrCallback?: BufferEncoding | ((error?: Error) => void),
      callback?: (error?: Error) => void,
    ) => {
      // Decoding as a stream keeps a character whole whose bytes come in two writes.
      this.write(name, typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
      // Stock never calls back, so that awaiting a write waits for ever.
      const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
      if (done) process.nextTick(done);
      return true;
    };
    stream.write = write;
  }

  private takeAllowance(): boolean {
    const now = performance.now();
    const earned = ((now - this.allowanceTime) / 1000) * messagesPerSecond;
    this.allowance = Math.min(messagesPerSecond, this.allowance + earned);
    this.allowanceTime = now;
    if (this.allowance < 1) return false;
    this.allowance--;
    return true;
  }
}
