import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** What the canary watches; the cells of attacks call it `CANARY`. */
export interface CanaryAddress {
  /** Ports of this machine, at which somebody listens. */
  readonly tcp: number;
  readonly udp: number;
  /** A port at which nobody listens. */
  readonly free: number;
  /** This machine's addresses. */
  readonly addresses: readonly string[];
  /** A socket to which everybody may connect, and one without a file. */
  readonly socket: string;
  readonly abstract: string;
  /** A file that everybody may read and write, in a folder in which everybody may write. */
  readonly file: string;
  /** An argument for processes that attacks start. */
  readonly marker: string;
  /** What one call may take. */
  readonly milliseconds: number;
}

const untouched = 'untouched\n';

/**
 * Sits outside of the sandboxes and sings when someone gets out: listeners of all kinds, a file that
 * anybody could change, and a look at the processes and files that are left.
 */
export class Canary {
  private constructor(
    /** Where the grader puts its temporary files while this canary watches. */
    readonly folder: string,
    readonly address: CanaryAddress,
    private readonly visits: readonly string[],
    private readonly stopListening: () => void,
  ) {}

  /** @param seconds what one call may take */
  static async start(seconds: number): Promise<Canary> {
    const folder = await mkdtemp(join(tmpdir(), 'unrolled-canary-'));
    const open = join(folder, 'open');
    await mkdir(open);
    const [file, socket, abstract] = [join(open, 'file'), join(open, 'socket'), `\0${folder}`];
    await writeFile(file, untouched);
    const visits: string[] = [];
    const listen = async (what: string, where: { port?: number; path?: string }) => {
      const server = createServer((visitor) => {
        visits.push(`someone connected to ${what}`);
        visitor.on('error', () => undefined).destroy();
      });
      await once(server.listen(where), 'listening');
      return server;
    };
    const servers = [
      await listen('the TCP port', { port: 0 }),
      await listen('the unix socket', { path: socket }),
      await listen('the abstract socket', { path: abstract }),
    ];
    const udp = createSocket('udp4').on('message', () => visits.push('a datagram came'));
    await once(udp.bind(0), 'listening');
    const silent = await listen('a closed port', { port: 0 });
    const portOf = (server: typeof silent) => (server.address() as AddressInfo).port;
    const free = portOf(silent);
    silent.close();
    for (const path of [file, socket]) await chmod(path, 0o666);
    await chmod(folder, 0o755);
    await chmod(open, 0o777);
    const address: CanaryAddress = {
      tcp: portOf(servers[0]),
      udp: udp.address().port,
      free,
      addresses: Object.values(networkInterfaces()).flatMap((all) => all ?? []).map((one) => one.address), // prettier-ignore
      socket,
      abstract,
      file,
      marker: `--title=${basename(folder)}`,
      milliseconds: 1000 * seconds,
    };
    return new Canary(folder, address, visits, () => {
      for (const server of servers) server.close();
      udp.close();
    });
  }

  /** What got out: visits, changes, processes and files that are left. Empty where all is well. */
  async songs(): Promise<string[]> {
    // What has been killed may take a moment to be gone, on a busy machine.
    for (let wait = 0; wait < 50 && this.processesLeft().length > 0; wait++) await setTimeout(100);
    const { file, socket } = this.address;
    const open = readdirSync(join(this.folder, 'open'));
    const left = readdirSync(this.folder).filter((name) => name !== 'open');
    return [
      ...this.visits,
      ...(readFileSync(file, 'utf8') === untouched ? [] : ['the file was changed']),
      ...((statSync(file).mode & 0o777) === 0o666 ? [] : ['the file has other permissions']),
      ...open.filter((name) => name !== basename(file) && name !== basename(socket)),
      ...left.map((name) => `the grader left ${name}`),
      ...this.processesLeft(),
    ];
  }

  private processesLeft(): string[] {
    return processesNaming(basename(this.folder));
  }

  close(): void {
    this.stopListening();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Processes other than ours that have a name in their command, or in what is mounted for them: those
 * that were started in a sandbox whose program lies in a folder of that name, or that carry it as a
 * mark.
 */
export function processesNaming(name: string): string[] {
  const about = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return ''; // it has ended, or is another user's
    }
  };
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => ['cmdline', 'mountinfo'].some((file) => about(pid, file).includes(name)))
    .map((pid) => `process ${pid} is left: ${about(pid, 'cmdline').slice(0, 200)}`);
}
