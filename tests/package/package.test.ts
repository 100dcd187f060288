import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offline } from '../setup/checkout.js';

const root = join(import.meta.dirname, '../..');
const lib = join(root, 'lib');

const readme = readFileSync(join(lib, 'README.md'), 'utf8');
const example = /```ts\n([^]*?)```/.exec(readme)![1];

describe('the package `unrolled`', function () {
  this.timeout(60_000);
  const project = mkdtempSync(join(tmpdir(), 'unrolled-package-'));
  const inPackage = (...names: string[]) => join(project, 'node_modules/unrolled', ...names);
  let packed: string[];

  before(() => {
    const env = { ...process.env, ...offline(join(project, '.cache')) };
    const npm = (cwd: string, ...args: string[]) =>
      execFileSync('npm', args, { cwd, env, encoding: 'utf8' });
    const report = npm(lib, 'pack', '--json', '--pack-destination', project);
    const [{ filename, files, size, unpackedSize }] = JSON.parse(report) as [Packed];
    packed = files.map(({ path }) => path);
    console.log(`      ${filename}: ${size} bytes, unpacked ${unpackedSize}`);
    writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
    npm(project, 'install', '--offline', join(project, filename));
  });

  after(() => rmSync(project, { recursive: true, force: true }));

  /** Writes a program into the project, and runs it there. */
  function run(file: string, program: string, env: NodeJS.ProcessEnv = {}) {
    writeFileSync(join(project, file), program);
    return spawnSync(process.execPath, [join(project, file)], {
      cwd: project,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
  }

  /** Compiles programs of the project as a stranger with strict settings would; what is complained of. */
  function complaints(
    programs: Readonly<Record<string, string>>,
    module: string,
    moduleResolution: string,
  ): string {
    for (const [file, program] of Object.entries(programs))
      writeFileSync(join(project, file), program);
    const compilerOptions = {
      ...{ module, moduleResolution, target: 'es2022', strict: true, noEmit: true },
      // What the project itself has: no Node's types, and nothing of this course.
      ...{ types: [], lib: ['es2022', 'dom'] },
    };
    const settings = { compilerOptions, files: Object.keys(programs) };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    return spawnSync(process.execPath, [tsc], { cwd: project, encoding: 'utf8' }).stdout;
  }

  it('holds the sources, what is made of them, its papers, and nothing else', () => {
    const sources = readdirSync(join(lib, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.slice(0, -'.ts'.length));
    const expected = sources.flatMap((name) => [
      `src/${name}.ts`,
      ...['.js', '.js.map', '.d.ts'].map((ending) => `dist/${name}${ending}`),
    ]);
    assert.deepEqual(
      packed.sort(),
      ['LICENSE', 'README.md', 'package.json', ...expected].sort(),
      'where a source was deleted, delete lib/dist too and build again',
    );
    const licence = (folder: string) => readFileSync(join(folder, 'LICENSE'), 'utf8');
    assert.equal(licence(inPackage()), licence(root));
  });

  it('brings nothing else with it', () => {
    const installed = readdirSync(join(project, 'node_modules'));
    assert.deepEqual(
      installed.filter((name) => !name.startsWith('.')),
      ['unrolled'],
    );
  });

  it("runs its README's example, which the course's README shows too", () => {
    const { stdout, stderr } = run('example.mjs', example);
    assert.equal(stderr, '');
    assert.match(stdout, /^Matrix \[5, 2\]\n( +-?0\.\d+ +-?0\.\d+\n){5}$/);
    assert.ok(readFileSync(join(root, 'README.md'), 'utf8').includes(example));
  });

  it('is the same to require and to import', () => {
    const { stdout } = run(
      'both.mjs',
      `import * as imported from 'unrolled';
      import { createRequire } from 'node:module';
      const required = createRequire(import.meta.url)('unrolled');
      const names = Object.keys(required);
      console.log(names.length, names.filter((name) => imported[name] !== required[name]));`,
    );
    assert.match(stdout, /^\d{3} \[\]\n$/);
  });

  it('brings its SIMD kernel', () => {
    const file = JSON.stringify(inPackage('dist/tensor/kernel.js'));
    const { stdout } = run('kernel.cjs', `console.log(!!require(${file}).loadedKernel())`);
    assert.equal(stdout, 'true\n');
  });

  it('has types for strict TypeScript, however modules are resolved', () => {
    const program = example.replace('console.log(', 'const last: Matrix = (');
    const wrong = program.replace('(n_x, n_a, random)', "(n_x, 'five', random)");
    assert.match(
      complaints({ 'a.mts': program, 'b.cts': program, 'wrong.mts': wrong }, 'node16', 'node16'),
      /^wrong\.mts\(7,\d+\): error TS2345: .*\n$/,
    );
    assert.equal(complaints({ 'bundled.ts': program }, 'esnext', 'bundler'), '');
  });

  it('says where the data is to be had, and reads it from there', () => {
    const program = "console.log(require('unrolled').firstNames().length)";
    assert.match(run('data.cjs', program).stderr, /come with the course.*UNROLLED_DATASETS/);
    const { stdout } = run('data.cjs', program, { UNROLLED_DATASETS: join(root, 'datasets') });
    assert.equal(stdout, '29693\n');
  });

  it('says what its checks need, and then checks', () => {
    const program = `
      const { check, tf } = require('unrolled/checks');
      check('multiply', require('unrolled').matmul, tf.matMul);`;
    assert.match(run('checks.cjs', program).stderr, /npm install @tensorflow\/tfjs-node/);
    // As if it were installed too; the native one takes its makers' server, or a compiler.
    const plain = 'node_modules/@tensorflow/tfjs';
    mkdirSync(join(project, 'node_modules/@tensorflow'));
    symlinkSync(join(root, plain), join(project, plain));
    const { stdout, stderr } = run('checks.cjs', program);
    assert.match(stdout, /✓ multiply: all \d+ checks agree with tf\.js/);
    assert.match(stderr, /plain JavaScript.*npm install @tensorflow\/tfjs-node/);
  });
});

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
  readonly size: number;
  readonly unpackedSize: number;
}
