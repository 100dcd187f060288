import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { Context } from 'mocha';
import { needs } from '../support/needs.js';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const python = `${root}.venv/bin/python`;

/** How Jupyter starts the course's kernel, and tslab's own. */
export const ourKernel = [
  process.execPath,
  `${root}tools/dist/kernel/main.js`,
  '--config-path={connection_file}',
];
export const stockKernel = [
  process.execPath,
  `${root}node_modules/tslab/bin/tslab`,
  'kernel',
  '--config-path={connection_file}',
];

/** The suite runs only where the course's Python is. */
export function needPython(test: Context): void {
  needs(test, existsSync(python), '.venv is missing: npm run setup makes it');
}

export interface Message {
  readonly type: string;
  readonly content: Content;
}

/** Fields of all the messages that the tests look at. */
export interface Content {
  readonly name?: string;
  readonly text?: string;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
  readonly execution_count?: number;
  readonly code?: string;
  readonly data?: Record<string, unknown>;
  readonly transient?: { display_id?: string };
  readonly status?: string;
  readonly found?: boolean;
  readonly matches?: readonly string[];
  readonly comms?: unknown;
}

/** What came of a cell. */
export class Answer {
  constructor(
    readonly messages: readonly Message[],
    readonly reply: Content,
    readonly ms: number,
  ) {}

  /** Contents of the messages of one type. */
  all(type: string): Content[] {
    return this.messages.filter((message) => message.type === type).map(({ content }) => content);
  }

  /** What went to one stream, or to both. */
  printed(name?: string): string {
    return this.all('stream')
      .filter((content) => name === undefined || content.name === name)
      .map((content) => content.text)
      .join('');
  }

  get result(): unknown {
    return this.all('execute_result')[0]?.data?.['text/plain'];
  }

  /** The error message, as a person reads it. */
  get error(): string {
    return this.all('error').map(readable).join('\n');
  }
}

export const readable = ({ traceback }: Content) =>
  stripVTControlCharacters(traceback?.join('\n') ?? '');

interface ExecuteOptions {
  readonly interrupt_after?: number;
  readonly stop_on_error?: boolean;
  readonly silent?: boolean;
  readonly store_history?: boolean;
}

/** A kernel that a test talks to as a front end does, by Jupyter's own client. */
export class TestKernel {
  private readonly client: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;

  private constructor() {
    this.client = spawn(python, [fileURLToPath(new URL('client.py', import.meta.url))]);
    this.client.stderr.pipe(process.stderr);
    const reader: Interface = createInterface(this.client.stdout);
    this.lines = reader[Symbol.asyncIterator]();
  }

  /** @param cwd the folder that the notebook lies in */
  static async start(cwd = root, argv = ourKernel): Promise<TestKernel & { pid: number }> {
    const kernel = new TestKernel();
    const { pid } = await kernel.ask<{ pid: number }>('start', { argv, cwd });
    return Object.assign(kernel, { pid });
  }

  /** Runs a notebook by nbclient, and returns each cell's outputs. */
  static async runNotebook(cells: readonly string[], cwd: string, argv: readonly string[]) {
    const kernel = new TestKernel();
    const { outputs } = await kernel.ask<{ outputs: Content[][] }>('run_notebook', {
      argv,
      cwd,
      cells,
    });
    kernel.client.stdin.end();
    return outputs;
  }

  async run(code: string, options: ExecuteOptions = {}): Promise<Answer> {
    const { messages, reply, ms } = await this.ask<{
      messages: Message[];
      reply: Content;
      ms: number;
    }>('execute', { code, ...options });
    return new Answer(messages, reply, ms);
  }

  /** Sends all cells at once, as Run All does. */
  async runAll(cells: readonly string[], options: ExecuteOptions = {}): Promise<Content[]> {
    return (await this.ask<{ replies: Content[] }>('run_all', { cells, ...options })).replies;
  }

  /** What arrives although no cell runs. */
  async late(seconds: number): Promise<Answer> {
    const { messages } = await this.ask<{ messages: Message[] }>('late', { seconds });
    return new Answer(messages, {}, 1000 * seconds);
  }

  async complete(code: string): Promise<Content> {
    return (await this.ask<{ reply: Content }>('complete', { code, position: code.length })).reply;
  }

  async inspect(code: string): Promise<Content> {
    return (await this.ask<{ reply: Content }>('inspect', { code, position: code.length })).reply;
  }

  async request(type: string, content: object): Promise<{ type: string; reply: Content }> {
    return this.ask('request', { type, content });
  }

  /** Shuts the kernel down as Jupyter does. */
  async stop(): Promise<{ exit: number; log: string }> {
    const stopped = await this.ask<{ exit: number; log: string }>('stop', {});
    this.client.stdin.end();
    return stopped;
  }

  /** What happens to a kernel whose Jupyter server is killed. */
  killClient(): void {
    this.client.kill('SIGKILL');
  }

  /** Sends a request and does not wait for the answer, which nobody will read. */
  begin(code: string): void {
    this.client.stdin.write(`${JSON.stringify({ do: 'execute', code })}\n`);
  }

  private async ask<Reply>(what: string, parameters: object): Promise<Reply> {
    this.client.stdin.write(`${JSON.stringify({ do: what, ...parameters })}\n`);
    const line = await this.lines.next();
    if (line.done === true) throw new Error('The Jupyter client ended.');
    const reply = JSON.parse(line.value) as Reply & { failed?: string };
    if (reply.failed !== undefined) throw new Error(`${what}: ${reply.failed}`);
    return reply;
  }
}
