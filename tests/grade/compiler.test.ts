import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Compiler, ConversionCache } from '../../tools/src/grade/compile/compiler.js';
import { gradingLimits } from '../../tools/src/grade/sandbox/limits.js';
import { openSandbox } from '../../tools/src/grade/sandbox/open.js';
import { SandboxProcess } from '../../tools/src/grade/sandbox/process.js';
import { SandboxUnavailable } from '../../tools/src/grade/sandbox/sandbox.js';
import { Stage } from '../../tools/src/grade/stage.js';
import { needs } from '../support/needs.js';

const { compile: compileLimits } = gradingLimits();

describe('the caged compiler', function () {
  this.timeout(60_000);
  let stage: Stage;
  let compiler: Compiler;
  let starts = 0;

  before(async function () {
    stage = await Stage.create();
    try {
      const sandbox = await openSandbox(undefined, stage, 1);
      const command = sandbox.command(await stage.compiler(), compileLimits, 0);
      const start = () => {
        starts++;
        return SandboxProcess.start(command, compileLimits);
      };
      compiler = new Compiler(start, new ConversionCache(), compileLimits.stepSeconds);
    } catch (error) {
      if (!(error instanceof SandboxUnavailable)) throw error;
      needs(this, false, error.message);
    }
  });

  after(async () => {
    await compiler?.close();
    await stage.remove();
  });

  async function converted(source: string, declarations = '') {
    const result = await compiler.convert(declarations, source);
    assert.ok(result.kind === 'converted', JSON.stringify(result));
    return result;
  }

  async function refused(source: string, declarations = '') {
    const result = await compiler.convert(declarations, source);
    assert.ok(result.kind === 'refused', `compiled: ${source}`);
    return result.message;
  }

  it('makes the JavaScript that the kernel runs, in the context of earlier cells', async () => {
    const setup = await converted("import { Matrix, add } from 'unrolled';");
    const cell = await converted(
      'const twice = (a: Matrix): Matrix => add(a, a);',
      setup.declarations,
    );
    assert.match(cell.code, /exports\.twice = twice/);
    assert.match(cell.code, /exports\.add\(a, a\)/);
    assert.match(cell.declarations, /declare const twice: \(a: Matrix\) => Matrix/);
    assert.equal(cell.awaits, false);
    assert.equal((await converted('await Promise.resolve();')).awaits, true);
  });

  it('knows the declarations of unrolled, tslab and Node', async () => {
    await converted("import { display } from 'tslab'; display.html('<b>x</b>');");
    await converted(
      "import { readFileSync } from 'fs'; const text: string = readFileSync('x', 'utf8');",
    );
    assert.match(await refused("import { nothing } from 'unrolled';"), /no exported member/);
  });

  it('says line, column and what is wrong', async () => {
    assert.equal(
      await refused('const a = 1;\nconst b: string = a;'),
      "line 2:7: Type 'number' is not assignable to type 'string'.",
    );
    assert.match(await refused('function f() {'), /The end of the cell comes too early/);
  });

  it('keeps nothing of one submission for the next', async () => {
    await converted('const secret = 42;\ninterface Leaked { leaked: 1 }');
    assert.match(await refused('const x: Leaked = 1;'), /Cannot find name 'Leaked'/);
    assert.match(await refused('const y = secret;'), /Cannot find name 'secret'/);
  });

  it('reads no files of the machine', async () => {
    const secret = join(stage.folder, 'secret.json');
    await writeFile(secret, '{"password": "sesame"}');
    for (const path of [secret, `../../../../..${secret}`, '../../../secret.json', '/etc/passwd']) {
      const source = `const x: never = null! as typeof import(${JSON.stringify(path)});`;
      assert.doesNotMatch(await refused(source), /password:|sesame|root:/);
    }
  });

  it('lets a type that hangs, grows or crashes cost its own cell only', async () => {
    const before = starts;
    const digits = "type D = '0'|'1'|'2'|'3'|'4'|'5'|'6'|'7'|'8'|'9';";
    const growing = `${digits} type W = \`\${D}\${D}\${D}\${D}\`; type N<A, B> = A extends unknown ? B extends unknown ? [A, B] : never : never; const w: N<W, W> = 1;`;
    const message = await refused(growing);
    assert.match(
      message,
      /compiling this cell (took longer than|used more than|ended)|too complex|excessively deep|gave up/,
    );
    assert.match(await refused(`const huge = '${'x'.repeat(2 ** 20)}';`), /longer than 200,000/);
    // Each use of a namespace's variable is written out with the namespace's name.
    const name = 'N'.repeat(1000);
    const uses = `namespace ${name} { export let a = 0; ${'a++;'.repeat(2000)} }`;
    assert.match(await refused(uses), /more than 1 MiB/);
    await converted('const still = "here";');
    assert.ok(starts - before <= 3);
  });

  it('converts the same cell once', async () => {
    await converted('const once = 1;');
    const begun = performance.now();
    for (let i = 0; i < 100; i++) await converted('const once = 1;');
    assert.ok(performance.now() - begun < 200);
  });
});

describe('ConversionCache', () => {
  it('holds no more than it may, and drops what was not used for longest', () => {
    const cache = new ConversionCache(25);
    const conversion = (text: string) => ({ kind: 'refused' as const, message: text.repeat(10) });
    cache.set('a', conversion('a'));
    cache.set('b', conversion('b'));
    assert.ok(cache.get('a'));
    cache.set('c', conversion('c'));
    assert.ok(cache.get('a') && cache.get('c'));
    assert.equal(cache.get('b'), undefined);
  });
});
