import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { setTimeout } from 'node:timers';
import type { ExecuteReply } from 'tslab/dist/jupyter.js';
import { CellExecutor } from './cellExecutor.js';
import type { ErrorReport } from './errorReport.js';
import { StreamOutput } from './streamOutput.js';
import { jupyter } from './tslab.js';

type Server = InstanceType<typeof jupyter.ZmqServer>;
type Message = Parameters<Server['handleExecute']>[1];
type Socket = Server['shell'];
type BindSocket = (socket: Socket, port: number) => Promise<void>;

interface ExecuteRequest {
  readonly code: string;
  readonly silent?: boolean;
  readonly store_history?: boolean;
  readonly stop_on_error?: boolean;
}

/** tslab's answers, where the protocol asks for more than stock gives. */
class Handler extends jupyter.JupyterHandlerImpl {
  override handleKernel() {
    return { status: 'ok', ...super.handleKernel() };
  }

  override handleShutdown({ restart }: { restart: boolean }) {
    return { status: 'ok', restart };
  }
}

/**
 * tslab's Jupyter server with another way to run cells.
 * - Stock reports a failed cell as text on stderr; here an `error` message goes out, and the last
 *   value as `execute_result`.
 * - Stock refuses every cell that comes within 200 ms after an error. Here, as in ipykernel, those
 *   that were already queued are aborted if the failed one said `stop_on_error`, and none after.
 * - Stock loses what exceeds 512 messages at a time, the idle status included, and calls a cell
 *   busy while it waits in the queue.
 */
export class CourseKernel extends jupyter.ZmqServer {
  private readonly executor: CellExecutor;
  private readonly output = new StreamOutput((name, text) => {
    if (this.shown) this.publish(this.shown, 'stream', { name, text });
    else writeSync(2, text);
  });
  /** The request whose cell shows what is printed: the running one's, or the last one's. */
  private shown?: Message;
  private executionCount = 0;
  /** What went wrong behind the back of cells, to be said in the next one. */
  private lateErrors: string[] = [];

  private readonly exit = process.exit.bind(process);

  private closing = false;

  private turn: Promise<void> = Promise.resolve();
  /** Cells are numbered as they arrive. */
  private arrived = 0;
  private current = 0;
  private abortedUpTo = 0;

  constructor(configPath: string, root: string) {
    const executor = new CellExecutor(root, (report) => this.showLateError(report));
    super(new Handler(executor.stock, false), configPath);
    this.executor = executor;
    // Private to stock, and the last moment before a socket's limits are fixed. Stock keeps them:
    // beyond 512 messages at a time it loses the rest.
    const server = this as unknown as { bindSocket: BindSocket };
    const bind = server.bindSocket.bind(this);
    server.bindSocket = (socket, port) => {
      socket.sendHighWaterMark = 0; // none
      socket.sendTimeout = 0; // always at once
      return bind(socket, port);
    };
    this.output.redirect(process.stdout, 'stdout');
    this.output.redirect(process.stderr, 'stderr');
    jupyter.lastWriteDisplayData = (content, update) => {
      if (!this.shown) return;
      this.output.flush();
      this.publish(this.shown, update ? 'update_display_data' : 'display_data', content);
    };
  }

  interrupt(): void {
    this.executor.interrupt();
  }

  /** An error that nobody caught. */
  fail(thrown: unknown): void {
    // Once it shuts down there is no cell any more, and no socket to say it on.
    if (this.closing) logInternal(thrown);
    else this.executor.fail(thrown);
  }

  /** Converts sources one after the other, to no effect but warmth, until the first cell comes. */
  async warmUp(sources: readonly string[]): Promise<void> {
    for (const source of sources) {
      await setImmediate();
      if (this.arrived === 0) this.executor.warmUp(source);
    }
  }

  override async handleShellMessage(socket: Socket, ...frames: Buffer[]): Promise<void> {
    const handle = () => super.handleShellMessage(socket, ...frames);
    if (typeOf(frames) !== 'execute_request') return handle().catch(logInternal);
    const number = ++this.arrived;
    this.turn = this.turn
      .then(() => {
        this.current = number;
        return handle();
      })
      .catch(logInternal);
    return this.turn;
  }

  override async handleExecute(socket: Socket, message: Message): Promise<void> {
    const request = message.content as ExecuteRequest;
    const content =
      this.current <= this.abortedUpTo
        ? { status: 'aborted', execution_count: this.executionCount }
        : await this.execute(request, message);
    const reply = message.createReply();
    reply.header.msg_type = 'execute_reply';
    reply.content = content;
    reply.signAndSend(this.connInfo.key, socket);
  }

  override handleCommInfoRequest(socket: Socket, message: Message): void {
    // Stock answers with the type of another reply.
    const reply = message.createReply();
    reply.header.msg_type = 'comm_info_reply';
    reply.content = { status: 'ok', comms: {} };
    reply.signAndSend(this.connInfo.key, socket);
  }

  override close(): void {
    this.closing = true;
    // The last replies are still on their way: a socket closed at once rejects them.
    setTimeout(() => {
      super.close();
      // Stock waits for the last timer of the last cell, until Jupyter kills it.
      setTimeout(() => this.exit(0), 100);
    }, 50);
  }

  private async execute(request: ExecuteRequest, message: Message): Promise<ExecuteReply> {
    this.output.flush();
    this.shown = message;
    const isShown = request.silent !== true;
    if (isShown && request.store_history !== false) this.executionCount++;
    const execution_count = this.executionCount;
    const { code } = request;
    if (isShown) this.publish(message, 'execute_input', { code, execution_count });
    this.sayLateErrors();

    const { error, result } = await this.executor.execute(code, `Cell [${execution_count}]`);
    this.output.flush();
    if (error) {
      this.publish(message, 'error', error);
      if (request.stop_on_error !== false) await this.abortQueued();
      return { status: 'error', execution_count, ...error };
    }
    if (result && isShown) {
      this.publish(message, 'execute_result', { execution_count, data: result, metadata: {} });
    }
    return { status: 'ok', execution_count, user_expressions: {}, payload: [] };
  }

  /** Cells of the same Run All: they are queued, here or in the socket, when the error comes. */
  private async abortQueued(): Promise<void> {
    await setImmediate();
    await setImmediate();
    this.abortedUpTo = this.arrived;
  }

  /** Where it was made, in the cell that ran last; and in the next one, which may be looked at. */
  private showLateError(report: ErrorReport): void {
    this.output.flush();
    if (this.shown) this.publish(this.shown, 'error', report);
    this.lateErrors.push(`${report.ename}: ${report.evalue}`);
  }

  private sayLateErrors(): void {
    for (const error of this.lateErrors.splice(0)) {
      this.output.write(
        'stderr',
        `Something that an earlier cell had left running failed: ${error}\n`,
      );
    }
  }

  private publish(parent: Message, type: string, content: object): void {
    const message = parent.createReply();
    message.header.msg_type = type;
    message.content = content;
    message.signAndSend(this.connInfo.key, this.iopub);
  }
}

const delimiter = Buffer.from('<IDS|MSG>');

/** The type of a message off the wire, whose signature is yet to be checked. */
function typeOf(frames: readonly Buffer[]): string | undefined {
  const start = frames.findIndex((frame) => frame.equals(delimiter));
  const header = frames[start + 2];
  if (start === -1 || !header) return undefined;
  try {
    return (JSON.parse(header.toString()) as { msg_type?: string }).msg_type;
  } catch {
    return undefined; // tslab says what is wrong with it
  }
}

/** To Jupyter's log: no cell is to blame. */
function logInternal(error: unknown): void {
  writeSync(2, `${error instanceof Error ? error.stack : String(error)}\n`);
}
