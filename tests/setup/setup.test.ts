import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Checkout, offline } from './checkout.js';

describe('set-up', function () {
  this.timeout(180_000);
  let checkout: Checkout;
  afterEach(() => checkout.remove());

  it('takes less than 5 s and says little where nothing is missing', async () => {
    checkout = new Checkout('node_modules', '.venv', 'dist');
    await checkout.run('setup');
    const { status, output, seconds } = await checkout.run('setup');
    assert.equal(status, 0, output);
    assert.match(output, /^All set\..*\n$/);
    assert.ok(seconds < 5, `${seconds} s`);
  });

  it('tells Jupyter of the kernel, with this Node and this folder', async () => {
    checkout = new Checkout('node_modules', '.venv', 'dist');
    await checkout.run('setup');
    const kernelspec = checkout.path('.venv/share/jupyter/kernels/tslab/kernel.json');
    const { argv, display_name, language } = JSON.parse(readFileSync(kernelspec, 'utf8')) as {
      argv: string[];
      display_name: string;
      language: string;
    };
    assert.deepEqual([display_name, language], ['TypeScript', 'typescript']);
    assert.deepEqual(argv, [
      process.execPath,
      checkout.path('tools/dist/kernel/main.js'),
      '--config-path={connection_file}',
    ]);
  });

  it('compiles what is gone, and names the file that does not compile', async () => {
    checkout = new Checkout('node_modules', '.venv', 'dist');
    rmSync(checkout.path('lib/dist'), { recursive: true });
    writeFileSync(checkout.path('lib/src/wrong.ts'), "export const wrong: number = 'text';\n");
    const { status, output } = await checkout.run('setup');
    assert.equal(status, 1);
    assert.match(output, /lib\/src\/wrong\.ts\(1,14\): error TS2322/);
    assert.match(output, /npm run setup: The sources in lib or tools do not compile.*\n$/);
    assert.ok(existsSync(checkout.path('lib/dist/index.js')));
  });

  it('starts afresh where npm was interrupted', async () => {
    checkout = new Checkout('node_modules');
    // npm writes its record last: this is what a killed npm leaves.
    rmSync(checkout.path('node_modules/.package-lock.json'));
    const { output } = await checkout.run('setup', { env: offline(checkout.path('cache')) });
    assert.match(output, /▸ Node packages \(npm ci\)/);
  });

  it('waits for another set-up of the same folder', async () => {
    checkout = new Checkout('node_modules', '.venv', 'dist');
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 2000)']);
    mkdirSync(checkout.path('.unrolled'));
    writeFileSync(checkout.path('.unrolled/setup.lock'), String(other.pid));
    const { status, output, seconds } = await checkout.run('setup');
    assert.equal(status, 0, output);
    assert.match(output, /Another set-up of this folder is at work/);
    assert.ok(seconds > 1, `${seconds} s`);
  });

  it('may be killed at any moment, and then ends well', async () => {
    checkout = new Checkout('node_modules');
    // The environment without its packages, which take a network: the course's moments all the same.
    writeFileSync(checkout.path('tools/requirements.txt'), '');
    for (const milliseconds of [300, 1_500, 4_000, 7_000]) {
      const child = spawn(process.execPath, [checkout.path('tools/setup/setup.mjs')], {
        stdio: 'ignore',
      });
      await Promise.race([once(child, 'exit'), sleep(milliseconds)]);
      child.kill('SIGKILL');
    }
    const { status, output } = await checkout.run('setup');
    assert.equal(status, 0, output);
    for (const made of [
      '.venv/bin/pip',
      '.venv/share/jupyter/kernels/tslab/kernel.json',
      'lib/dist/index.js',
      'tools/dist/main.js',
    ])
      assert.ok(existsSync(checkout.path(made)), made);
    assert.match((await checkout.run('setup')).output, /^All set\..*\n$/);
  });

  it('ends what it started when it is stopped, and says that it can go on', async () => {
    checkout = new Checkout('node_modules');
    const running = checkout.run('setup', {
      wrapper: ['timeout', '--signal=INT', '--foreground', '2'],
    });
    const { output } = await running;
    assert.match(output, /Set-up was stopped\. Run it again, and it goes on from here\.\n$/);
    const left = spawn('pgrep', ['-f', checkout.folder]);
    const [status] = (await once(left, 'exit')) as [number];
    assert.equal(status, 1, 'a program still runs in the folder');
  });

  it('refuses options that it does not know, before it does anything', async () => {
    checkout = new Checkout();
    for (const [script, args, line] of [
      ['setup', ['--fast'], /^npm run setup: Unknown option '--fast'/],
      ['start', ['--fast'], /^npm start: Unknown option '--fast'/],
      ['start', ['--port', 'x'], /^npm start: --port x: a port is a whole number/],
    ] as const) {
      const { status, output } = await checkout.run(script, { args });
      assert.equal(status, 1);
      assert.match(output, line);
      assert.equal(output.trim().split('\n').length, 1);
    }
  });
});
