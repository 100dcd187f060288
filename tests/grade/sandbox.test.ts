import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Learner } from '../../tools/src/grade/learner.js';
import { everyoneCanPass } from '../../tools/src/grade/sandbox/host.js';
import { gradingLimits, type Limits } from '../../tools/src/grade/sandbox/limits.js';
import { openSandbox } from '../../tools/src/grade/sandbox/open.js';
import {
  SandboxDied,
  SandboxFailed,
  SandboxProcess,
  secondsToCount,
} from '../../tools/src/grade/sandbox/process.js';
import { type Sandbox, SandboxUnavailable } from '../../tools/src/grade/sandbox/sandbox.js';
import { Stage } from '../../tools/src/grade/stage.js';
import { needs } from '../support/needs.js';

const { run: runLimits } = gradingLimits();
const thisFile = fileURLToPath(import.meta.url);
const isRoot = process.getuid?.() === 0;
const who = isRoot ? 'root' : 'an ordinary user';

for (const kind of ['bwrap', 'podman'] as const) {
  describe(`the ${kind} sandbox, started by ${who}`, function () {
    this.timeout(60_000);
    let stage: Stage;
    let sandbox: Sandbox;

    before(async function () {
      stage = await Stage.create();
      try {
        sandbox = await openSandbox(kind, stage, 2);
      } catch (error) {
        if (!(error instanceof SandboxUnavailable)) throw error;
        // Where bubblewrap works, podman is only the alternative.
        if (kind === 'podman') {
          console.log(`      skipped: ${error.message.split('\n')[1]?.trim()}`);
          this.skip();
        }
        needs(this, false, error.message);
      }
    });

    after(() => stage.remove());

    const start = async (limits: Limits = runLimits) =>
      new Learner(
        await SandboxProcess.start(sandbox.command(await stage.worker([]), limits, 0), limits),
      );

    /** Runs a function's body as a student's would be, and returns what it returns. */
    async function inside(body: string, args: readonly unknown[] = [], limits?: Limits) {
      const learner = await start(limits);
      try {
        const code = `exports.probe = function (...args) { ${body} };`;
        const { error } = await learner.run(code, false, 5);
        assert.equal(error, null);
        const { outcome } = await learner.call('probe', args, 20);
        assert.equal(outcome.kind, 'returned', JSON.stringify(outcome));
        return outcome.kind === 'returned' ? outcome.value : undefined;
      } finally {
        await learner.close();
      }
    }

    const attempt = `
      const fs = require('fs');
      const attempt = (f) => { try { f(); return 'done'; } catch (error) { return error.code; } };`;

    it('lets write in /tmp only, and not more than it holds', async () => {
      const outcomes = await inside(
        `${attempt}
        const paths = ['/tmp', '/', '/program', '/usr', '/lib', '/dev', '/proc', '/etc', '/var'];
        const written = paths.map((path) => attempt(() => fs.writeFileSync(path + '/x', 'x')));
        const flood = attempt(() => {
          for (let i = 0; ; i++) fs.writeFileSync('/tmp/' + i, Buffer.alloc(2 ** 20));
        });
        return [...written, flood];`,
      );
      assert.ok(Array.isArray(outcomes));
      const [tmp, ...others] = outcomes as string[];
      const flood = others.pop();
      assert.equal(tmp, 'done');
      assert.deepEqual(others.filter((outcome) => !/^(EROFS|ENOENT|EACCES)$/.test(outcome)), []); // prettier-ignore
      assert.equal(flood, 'ENOSPC');
    });

    it('shows neither the course nor anything else of the machine', async () => {
      const secrets = [
        dirname(thisFile),
        '/etc/passwd',
        '/root',
        '/home',
        process.cwd(),
        stage.folder,
      ];
      const outcomes = await inside(
        `${attempt} return args[0].map((path) => attempt(() => fs.statSync(path)));`,
        [secrets],
      );
      const seen = secrets.filter((_, i) => (outcomes as string[])[i] === 'done');
      // podman makes an /etc of its own.
      assert.deepEqual(seen.filter((path) => kind === 'bwrap' || path !== '/etc/passwd'), []); // prettier-ignore
    });

    it('is not root, and has neither environment nor privileges', async () => {
      const [uid, environment, becomesRoot] = (await inside(
        `${attempt} return [process.getuid(), Object.keys(process.env), attempt(() => process.setuid(0))];`,
      )) as [number, string[], string];
      assert.notEqual(uid, 0);
      assert.deepEqual(environment.filter((name) => !/^(PWD|HOME|PATH|HOSTNAME|TERM|container)$/.test(name)), []); // prettier-ignore
      assert.match(becomesRoot, /^(EPERM|EINVAL)$/);
    });

    it('reaches no network, not even this machine', async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const address = server.address();
      assert.ok(typeof address === 'object' && address !== null);
      const learner = await start();
      try {
        const code = `
          const net = require('net'), dns = require('dns');
          const reach = (options) => new Promise((resolve) => {
            const socket = net.connect(options, () => resolve('connected'));
            socket.on('error', (error) => resolve(error.code));
          });
          const found = [
            await reach({ host: '127.0.0.1', port: ${address.port} }),
            await reach({ host: '1.1.1.1', port: 53 }),
            await new Promise((resolve) => dns.resolve4('example.com', (error) => resolve(error?.code ?? 'resolved'))),
          ];
          exports.found = () => found;`;
        const { error } = await learner.run(code, true, 20);
        assert.equal(error, null);
        const { outcome } = await learner.call('found', [], 5);
        assert.ok(outcome.kind === 'returned' && Array.isArray(outcome.value));
        assert.ok(!outcome.value.includes('connected') && !outcome.value.includes('resolved'));
      } finally {
        await learner.close();
        server.close();
      }
    });

    it('bounds the number of processes, and leaves none behind', async () => {
      const marker = `--title=unrolled-${process.pid}-${Date.now()}`;
      const learner = await start({ ...runLimits, memoryMiB: 8192 });
      const code = `
        const { spawn } = require('child_process');
        let alive = 0;
        const endless = ['${marker}', '-e', 'setInterval(() => {}, 1000)'];
        for (let i = 0; i < 200; i++) {
          const child = spawn(process.execPath, endless, { detached: true, stdio: 'ignore' });
          child.on('error', () => undefined);
          child.on('spawn', () => alive++);
          child.on('exit', () => alive--);
        }
        await new Promise((resolve) => setTimeout(resolve, 1500));
        exports.alive = () => alive;`;
      try {
        await learner.run(code, true, 20);
        const { outcome } = await learner.call('alive', [], 5);
        assert.ok(outcome.kind === 'returned');
        assert.ok(Number(outcome.value) < runLimits.processes, JSON.stringify(outcome));
      } catch (error) {
        // Or it brought itself down.
        assert.ok(error instanceof SandboxDied);
      } finally {
        await learner.close();
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.deepEqual(processesWith(marker), []);
    });

    it('stops who takes too much memory, alone or with children', async () => {
      const alone = `const kept = []; for (;;) kept.push(Buffer.alloc(2 ** 24, 1));`;
      // 5 × 160 MiB. Whoever stops them may take one of them or all.
      const together = `
        const eat = 'const kept = []; for (let i = 0; i < 10; i++) kept.push(Buffer.alloc(2 ** 24, 1)); setInterval(() => {}, 1e3)';
        let alive = 5;
        for (let i = 0; i < 5; i++) {
          require('child_process').spawn(process.execPath, ['-e', eat], { stdio: 'ignore' }).on('exit', () => alive--);
        }
        await new Promise((resolve) => setTimeout(resolve, 5000));
        if (alive < 5) throw new Error('one was stopped');`;
      for (const code of [alone, together]) {
        const learner = await start();
        try {
          const { error } = await learner.run(code, true, 15);
          assert.ok(error, 'it was allowed all that memory');
        } catch (error) {
          assert.ok(error instanceof SandboxDied, String(error));
          assert.notEqual(error.death, 'time');
        } finally {
          await learner.close();
        }
      }
    });

    it('stops an endless loop in time, and the heap at its limit', async () => {
      const loop = await start();
      const begun = Date.now();
      await assert.rejects(loop.run('while (true) {}', false, 1), { death: 'time' });
      assert.ok(Date.now() - begun < 7000, 'on a busy machine, five times its second at most');
      const heap = await start({ ...runLimits, heapMiB: 64 });
      await assert.rejects(
        heap.run('const kept = []; for (;;) kept.push({ kept });', false, 20),
        (error) => error instanceof SandboxDied && error.death !== 'time',
      );
    });

    // Podman's processes are no children of ours: there the clock on the wall counts.
    if (kind === 'bwrap') {
      it('does not count the time for which others have the processors', async () => {
        const spin = (ms: number) => `
        const before = process.cpuUsage();
        const used = () => { const { user, system } = process.cpuUsage(before); return (user + system) / 1e3; };
        while (used() < ${ms}) {}`;
        const learner = await start();
        const busy = Array.from({ length: 4 * availableParallelism() }, () =>
          // In sessions of their own: Linux shares processors between sessions, not processes.
          spawn(process.execPath, ['-e', 'for (;;) {}'], { stdio: 'ignore', detached: true }),
        );
        const begun = Date.now();
        try {
          const { error } = await learner.run(spin(1000), false, 2);
          assert.equal(error, null);
          assert.ok(Date.now() - begun > 2000, 'the machine was not busy enough for this test');
          await assert.rejects(learner.run(spin(60_000), false, 1), { death: 'time' });
        } finally {
          for (const one of busy) one.kill('SIGKILL');
          await learner.close();
        }
      });
    }

    it('believes nothing that is written to the pipe of the answers', async () => {
      const forged = `
        const fs = require('fs');
        fs.writeSync(1, Buffer.from([3, 0, 0, 0, 3, 3, 3]));`;
      for (const code of [forged, 'require("fs").writeSync(1, "x".repeat(2 ** 20));']) {
        const learner = await start();
        await assert.rejects(
          async () => {
            await learner.run(code, false, 5);
            await learner.run('1', false, 5);
          },
          { death: 'protocol' },
        );
        await learner.close();
      }
      const flood = await start();
      const endless = 'for (;;) require("fs").writeSync(2, "x".repeat(65536));';
      await assert.rejects(flood.run(endless, false, 20), { death: 'protocol' });
    });
  });
}

describe('an ordinary user', function () {
  this.timeout(180_000);

  it('has the same sandbox as root', function () {
    if (!isRoot) return this.skip(); // the tests above were it
    needs(this, everyoneCanPass(dirname(thisFile)), 'no other user can read this checkout');
    const course = fileURLToPath(new URL('../../', import.meta.url));
    const command = [process.execPath, `${course}/node_modules/mocha/bin/mocha.js`, thisFile];
    const drop = ['--reuid=65400', '--regid=65400', '--clear-groups', '--'];
    const { stdout, stderr, status } = spawnSync(
      'setpriv',
      [...drop, ...command, '--reporter=tap'],
      {
        cwd: course,
        encoding: 'utf8',
        env: { ...process.env, HOME: '/tmp', TMPDIR: '/tmp' },
      },
    );
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /ok \d+ the bwrap sandbox, started by an ordinary user lets write/);
  });
});

describe('secondsToCount', () => {
  it('leaves out what others had, but not what a process takes from itself', () => {
    assert.equal(secondsToCount(4, 3, 1), 1);
    assert.equal(secondsToCount(4, 3.9, 0.1), 0.8, 'nobody has for ever');
    assert.equal(secondsToCount(4, 40, 8), 4, 'twelve threads on two processors');
    assert.equal(secondsToCount(1, 0, 16), 8, 'sixteen threads on sixteen');
  });
});

describe('without a sandbox', () => {
  it('says what to do', async () => {
    const stage = await Stage.create();
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      await assert.rejects(openSandbox('podman', stage, 1), (error) => {
        assert.ok(error instanceof SandboxUnavailable);
        assert.match(error.message, /podman is not installed.*apt install bubblewrap/s);
        return true;
      });
    } finally {
      process.env['PATH'] = path;
      await stage.remove();
    }
  });

  it('blames the machine, not a submission, for a sandbox that does not start', async () => {
    const command = { file: process.execPath, args: ['-e', 'throw new Error("no namespaces")'] };
    await assert.rejects(SandboxProcess.start(command, runLimits), (error) => {
      assert.ok(error instanceof SandboxFailed);
      assert.match(error.message, /no namespaces/);
      return true;
    });
  });
});

function processesWith(argument: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return statSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(argument); // prettier-ignore
    } catch {
      return false;
    }
  });
}
