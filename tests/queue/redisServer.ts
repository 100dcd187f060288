import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A Redis of a test's own, on a free port, whose data lie in a temporary folder. */
export class RedisServer {
  private process?: ChildProcess;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly password: string | undefined,
  ) {}

  static async start(password?: string): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), 'unrolled-redis-'));
    const server = new RedisServer(await freePort(), folder, password);
    await server.up();
    return server;
  }

  get url(): string {
    return `redis://${this.password ? `:${this.password}@` : ''}127.0.0.1:${this.port}`;
  }

  /** Starts it with what it has written to its folder. */
  async up(): Promise<void> {
    const options = {
      port: String(this.port),
      bind: '127.0.0.1',
      dir: this.folder,
      save: '',
      appendonly: 'yes',
      appendfsync: 'always',
      ...(this.password ? { requirepass: this.password } : {}),
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    this.process = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface(this.process.stdout!);
    const ended = once(this.process, 'exit').then(() => {
      throw new Error('redis-server did not start');
    });
    const ready = new Promise<void>((resolve) =>
      lines.on('line', (line) => line.includes('Ready to accept connections') && resolve()),
    );
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
  }

  /** Kills it, as a machine that loses its power would. */
  async down(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (process === undefined || process.exitCode !== null) return;
    process.kill('SIGKILL');
    await once(process, 'exit');
  }

  /** What it has written is gone when it is started again. */
  async loseEverything(): Promise<void> {
    await rm(join(this.folder, 'appendonlydir'), { recursive: true });
  }

  async remove(): Promise<void> {
    await this.down();
    await rm(this.folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
