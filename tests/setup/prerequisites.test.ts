import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Linter } from 'eslint';
import { needs } from '../support/needs.js';
import { Checkout, offline, root, sandboxed } from './checkout.js';

describe('set-up, where something is missing', function () {
  this.timeout(120_000);
  let checkout: Checkout;
  const cache = () => checkout.path('cache');

  afterEach(() => checkout.remove());

  /** A PATH on which only Node and these programs are found. */
  const pathWith = (programs: Record<string, string>) => {
    const bin = checkout.path('bin');
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, 'node'));
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    return { PATH: bin };
  };

  /** Asserts that a run failed with one line that says all of this. */
  const assertOneLine = (
    { status, output }: { status: number | null; output: string },
    ...saying: RegExp[]
  ) => {
    assert.equal(status, 1, output);
    const last = output.trimEnd().split('\n').at(-1) ?? '';
    for (const pattern of saying) assert.match(last, pattern);
    assert.doesNotMatch(output, /^\s+at /m, 'a stack trace');
  };

  describe('Node', () => {
    it('that is too old is named, with the remedy', async () => {
      checkout = new Checkout();
      const pretend = checkout.path('pretend.mjs');
      writeFileSync(
        pretend,
        "Object.defineProperty(process.versions, 'node', { value: '12.22.12' });",
      );
      for (const script of ['setup', 'start', 'test'] as const)
        assertOneLine(
          await checkout.run(script, {
            env: { NODE_OPTIONS: `--import=${pathToFileURL(pretend).href}` },
          }),
          /Node 12\.22\.12 is too old/,
          /needs Node 20\.19 or newer/,
          /https:\/\/nodejs\.org/,
        );
    });

    it('12 can read what says so', () => {
      checkout = new Checkout();
      for (const file of ['setup', 'start', 'test', 'node-version']) {
        const source = readFileSync(join(root, 'tools', 'setup', `${file}.mjs`), 'utf8');
        const messages = new Linter().verify(source, {
          languageOptions: { ecmaVersion: 2020, sourceType: 'module' },
          rules: {
            'no-restricted-syntax': [
              'error',
              'ChainExpression',
              'LogicalExpression[operator="??"]',
              'Program > ExpressionStatement > AwaitExpression',
              'ImportDeclaration[source.value!="./node-version.mjs"]',
            ],
          },
        });
        assert.deepEqual(messages, [], file);
      }
    });
  });

  describe('Python', () => {
    const answering = (version: string, modules = 0) =>
      `case "$2" in *version_info*) echo ${version};; *ensurepip*) exit ${modules};; esac`;

    it('that is missing is named, with the remedy', async () => {
      checkout = new Checkout('node_modules');
      assertOneLine(
        await checkout.run('setup', { env: pathWith({}) }),
        /Python is missing/,
        /Python 3\.10 or newer/,
        /sudo apt install python3 python3-venv/,
      );
    });

    it('that is too old is named, with the remedy', async () => {
      checkout = new Checkout('node_modules');
      const env = pathWith({ python3: answering('3.9.18'), python: answering('2.7.18') });
      assertOneLine(
        await checkout.run('setup', { env }),
        /Python 3\.9\.18 is too old/,
        /python\.org/,
      );
    });

    it('that can make no environments is named, with the remedy', async () => {
      checkout = new Checkout('node_modules');
      const env = pathWith({ python3: answering('3.12.4', 1) });
      assertOneLine(
        await checkout.run('setup', { env }),
        /Python 3\.12\.4 can't make environments/,
        /sudo apt install python3\.12-venv/,
      );
    });
  });

  describe('the network', () => {
    it('is named when the Node packages are fetched', async () => {
      checkout = new Checkout();
      const run = await checkout.run('setup', { env: offline(cache()) });
      assertOneLine(run, /The network can't be reached \(installing the Node packages\)/, /proxy/);
    });

    it('is named when the Python packages are fetched', async () => {
      checkout = new Checkout('node_modules');
      const run = await checkout.run('setup', { env: offline(cache()) });
      assertOneLine(
        run,
        /The network can't be reached \(installing the Python packages\)/,
        /proxy/,
      );
    });
  });

  describe('the disk', () => {
    const wrapperFor = (test: Mocha.Context, ...change: string[]) => {
      const wrapper = sandboxed(...change);
      needs(test, wrapper !== undefined, 'bubblewrap, which makes small and read-only disks');
      return wrapper;
    };

    it('is full while the Python environment is made', async function () {
      checkout = new Checkout('node_modules');
      mkdirSync(checkout.path('.venv'));
      const wrapper = wrapperFor(this, '--size', '2000000', '--tmpfs', checkout.path('.venv'));
      const run = await checkout.run('setup', { wrapper });
      assertOneLine(run, /The disk is full/, /Free at least 3 GB/);
    });

    it('is full where tfjs-node is to be built', async function () {
      checkout = new Checkout('node_modules', '.venv');
      rmSync(checkout.path('node_modules/@tensorflow/tfjs-node/unrolled-route.json'), {
        force: true,
      });
      mkdirSync(cache());
      const wrapper = wrapperFor(this, '--size', '20000000', '--tmpfs', cache());
      const run = await checkout.run('setup', { wrapper, env: offline(cache()) });
      assertOneLine(run, /The disk is full/, /takes 1\.5 GB in .*cache/, /XDG_CACHE_HOME/);
    });

    it("is not the reader's to write on", async function () {
      checkout = new Checkout('node_modules');
      const wrapper = wrapperFor(this, '--ro-bind', checkout.folder, checkout.folder);
      const run = await checkout.run('setup', { wrapper });
      assertOneLine(run, /No permission to write/, /folder of your own/);
    });
  });
});
