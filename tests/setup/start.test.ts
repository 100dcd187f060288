import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { packStudentArchive } from '../../tools/src/build/zip.js';
import { Checkout, root } from './checkout.js';

describe('npm start', function () {
  this.timeout(120_000);
  let checkout: Checkout;
  let child: ChildProcess | undefined;

  before(() => {
    checkout = new Checkout('node_modules', '.venv', 'dist');
  });
  afterEach(async () => {
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
  });
  after(() => checkout.remove());

  /** Starts it and waits for the address that it prints. */
  async function address(...args: string[]): Promise<{ url: URL; output: string }> {
    const started = spawn(
      process.execPath,
      [checkout.path('tools/setup/start.mjs'), '--no-browser', ...args],
      { cwd: checkout.folder },
    );
    child = started;
    let output = '';
    return new Promise((resolve, reject) => {
      for (const stream of [started.stdout, started.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          const [url] = /http:\/\/localhost\S+/.exec(output) ?? [];
          if (url) resolve({ url: new URL(url), output });
        });
      started.on('exit', () => reject(new Error(output)));
    });
  }

  async function api(url: URL, path: string): Promise<unknown> {
    const headers = { Authorization: `token ${url.searchParams.get('token')}` };
    return (await fetch(new URL(`/api/${path}`, url), { headers })).json();
  }

  it("opens the learner's lessons, and ends with Ctrl-C", async () => {
    const port = await freePort();
    const { url, output } = await address('--port', String(port));
    assert.equal(url.port, String(port));
    assert.match(output, /work\/00-getting-started\.ipynb: put there/);
    const { content } = (await api(url, 'contents')) as { content: { name: string }[] };
    assert.ok(content.some(({ name }) => name === '00-getting-started.ipynb'));
    const specs = (await api(url, 'kernelspecs')) as {
      default: string;
      kernelspecs: Record<string, { spec: { argv: string[] } }>;
    };
    assert.equal(specs.default, 'tslab');
    assert.equal(
      specs.kernelspecs['tslab'].spec.argv[1],
      checkout.path('tools/dist/kernel/main.js'),
    );

    child!.kill('SIGINT');
    const [status] = (await once(child!, 'exit')) as [number];
    assert.equal(status, 0);
    await assert.rejects(fetch(url));
  });

  it('opens the sources for authors', async () => {
    const { url } = await address('--source');
    const { content } = (await api(url, 'contents')) as { content: { name: string }[] };
    assert.ok(content.some(({ name }) => name === '00-getting-started.ipynb'));
  });

  it('puts the lessons there for another program', async () => {
    rmSync(checkout.path('work'), { recursive: true, force: true });
    const { status, output } = await checkout.run('start', { args: ['--no-lab'] });
    assert.equal(status, 0, output);
    assert.match(output, /The lessons are in .*work\.\n$/);
    assert.ok(existsSync(checkout.path('work/00-getting-started.ipynb')));
  });

  it('listens on the address that it is given, for a container', async () => {
    const { url } = await address('--host', '0.0.0.0');
    // Another address of this machine than localhost: nothing listens there without --host.
    const { status } = await fetch(new URL('/api/status', `http://127.0.0.2:${url.port}`), {
      headers: { Authorization: `token ${url.searchParams.get('token')}` },
    });
    assert.equal(status, 200);
  });

  it("opens the lessons in a folder that holds nothing but what students' archive does", async () => {
    // The first test had the lessons built.
    checkout.becomeStudents(await packStudentArchive({ root }, checkout.path('build', 'student')));
    assert.ok(!existsSync(checkout.path('notebooks')));
    const { url, output } = await address();
    assert.match(output, /work\/00-getting-started\.ipynb: put there/);
    const { content } = (await api(url, 'contents')) as { content: { name: string }[] };
    assert.ok(content.some(({ name }) => name === '20-glossary.ipynb'));
  });

  it('says that a port is taken', async () => {
    const server = await listen();
    const { port } = server.address() as AddressInfo;
    try {
      await assert.rejects(
        address('--port', String(port)),
        new RegExp(`npm start: Port ${port} is taken`),
      );
    } finally {
      server.close();
    }
  });
});

async function listen(): Promise<Server> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  return server;
}

async function freePort(): Promise<number> {
  const server = await listen();
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
