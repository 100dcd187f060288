import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../support/needs.js';
import { Checkout, root } from './checkout.js';

interface Report {
  readonly version: number;
  readonly ok: boolean;
  readonly findings: readonly {
    readonly id: string;
    readonly status: string;
    readonly found: string;
    readonly remedy?: string;
  }[];
}

describe('unrolled doctor', function () {
  this.timeout(180_000);
  let checkout: Checkout | undefined;
  afterEach(() => {
    checkout?.remove();
    checkout = undefined;
  });

  function examine(folder: string, [command, ...args] = [process.execPath]) {
    const unrolled = join(folder, 'tools', 'bin', 'unrolled.mjs');
    const { status, stdout, stderr } = spawnSync(command, [...args, unrolled, 'doctor', '--json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.match(stdout, /^\{/, stderr);
    const report = JSON.parse(stdout) as Report;
    const finding = (id: string) => {
      const found = report.findings.find((one) => one.id === id);
      assert.ok(found, id);
      return found;
    };
    return { status, report, finding };
  }

  it('finds everything in order on a machine that is set up', () => {
    const { status, report } = examine(root);
    assert.deepEqual(
      report.findings.filter((finding) => finding.status === 'problem'),
      [],
    );
    assert.equal(status, 0);
    assert.deepEqual([report.version, report.ok], [1, true]);
    assert.deepEqual(
      report.findings.map(({ id }) => id),
      'node python kernel tfjs-node plots sandbox wasm-simd disk-space'.split(' '),
    );
    for (const { status, remedy } of report.findings) assert.equal(status === 'ok', !remedy);
  });

  it('finds what is broken, says how to mend it, and exits with 1', async () => {
    checkout = new Checkout('node_modules', '.venv', 'dist');
    await checkout.run('setup');
    const kernelspec = checkout.path('.venv/share/jupyter/kernels/tslab/kernel.json');
    writeFileSync(kernelspec, JSON.stringify({ argv: ['false'], display_name: '', language: '' }));
    rmSync(checkout.path('.venv/share/jupyter/labextensions'), { recursive: true });
    const { status, report, finding } = examine(checkout.folder);
    assert.equal(status, 1);
    assert.equal(report.ok, false);
    assert.equal(finding('kernel').status, 'problem');
    assert.match(finding('kernel').found, /does not run a cell: .*died/);
    assert.match(finding('kernel').remedy ?? '', /npm run setup/);
    assert.equal(finding('plots').status, 'problem');
    assert.equal(finding('node').status, 'ok');
  });

  it('takes plain JavaScript for a warning that names its cause', async () => {
    checkout = new Checkout('node_modules', '.venv', 'dist');
    await checkout.run('setup');
    const tfjsNode = checkout.path('node_modules/@tensorflow/tfjs-node');
    rmSync(join(tfjsNode, 'lib'), { recursive: true, force: true });
    mkdirSync(tfjsNode, { recursive: true });
    writeFileSync(
      join(tfjsNode, 'unrolled-route.json'),
      JSON.stringify({ route: 'pure-js', reasons: ['There is no C++ compiler.'] }),
    );
    const { status, finding } = examine(checkout.folder);
    assert.equal(status, 0);
    assert.equal(finding('tfjs-node').status, 'warning');
    assert.match(finding('tfjs-node').found, /plain JavaScript/);
    assert.match(finding('tfjs-node').remedy ?? '', /There is no C\+\+ compiler\..*npm run setup/);
  });

  it('says what is missing before anything is compiled', () => {
    checkout = new Checkout('node_modules');
    const unrolled = checkout.path('tools/bin/unrolled.mjs');
    const { status, stderr } = spawnSync(process.execPath, [unrolled, 'doctor'], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /not built yet. Run `npm run setup`/);
  });

  // The package that holds the program: npm's `node` fetches it by an install script, and set-up's
  // .npmrc, which reaches us through `npm test`, runs none.
  const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  for (const version of [22, 24])
    it(`finds everything in order with Node ${version}`, function () {
      const which = [
        'exec',
        '--yes',
        `--package=node-${system}@${version}`,
        '--',
        'node',
        '-p',
        'process.execPath',
      ];
      const { status, stdout } = spawnSync('npm', which, { encoding: 'utf8', cwd: '/' });
      needs(this, status === 0, `npm's package node-${system}@${version}, which takes a network`);
      const { report, finding } = examine(root, [stdout.trim()]);
      assert.match(finding('node').found, new RegExp(`^${version}\\.`));
      assert.equal(finding('tfjs-node').status, 'ok', finding('tfjs-node').found);
      assert.equal(report.ok, true, JSON.stringify(report.findings));
    });
});
