import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needPython, TestKernel } from './testKernel.js';

describe('kernel: errors', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'notebook-'));
  let kernel: TestKernel;

  before(async function () {
    needPython(this);
    kernel = await TestKernel.start(folder);
  });
  after(async () => {
    await kernel?.stop();
    rmSync(folder, { recursive: true });
  });

  it('names the message and the line of the cell, inside a call over several lines', async () => {
    const answer = await kernel.run(
      ['const list = [1, 2];', '', 'list', '  .map((n) => n + 1)', '  .forEach((n) => {'].join(
        '\n',
      ) + "\n    if (n === 3) throw new TypeError('three');\n  });",
    );
    assert.equal(answer.reply.status, 'error');
    assert.equal(answer.reply.ename, 'TypeError');
    assert.equal(answer.reply.evalue, 'three');
    assert.deepEqual(answer.all('error')[0]?.traceback, answer.reply.traceback);
    assert.match(answer.error, /^TypeError: three\nCell \[1\], line 6:/);
    assert.match(answer.error, /> 6 \| {5}if \(n === 3\) throw new TypeError/);
    assert.match(answer.error, /Cell \[1\], line 5:/);
    assert.doesNotMatch(answer.error, /evalmachine|tslab|node:/);
    assert.equal(answer.printed(), '');
  });

  it('runs the cell after an error, and keeps what had a value', async () => {
    await kernel.run("const early = 5;\nthrow new Error('x');\nconst unset = 6;");
    const { reply, result } = await kernel.run('early + list.length');
    assert.equal(reply.status, 'ok');
    assert.equal(result, '7');
    assert.match((await kernel.run('unset')).error, /Cannot find name 'unset'/);
  });

  it('leads through functions of earlier cells', async () => {
    const declaration = await kernel.run(
      'interface Named { name: string }\nfunction hello(x: Named): string {\n\n  return x.name.toUpperCase();\n}',
    );
    const first = declaration.all('execute_input')[0]?.execution_count;
    const { error, reply } = await kernel.run('// a comment\n\nhello({} as Named)');
    assert.match(
      error,
      new RegExp(
        `Cell \\[${first}\\], line 4, in hello:[^]*Cell \\[${reply.execution_count}\\], line 3:`,
      ),
    );
  });

  it('names a library call briefly and the line that made it', async () => {
    await kernel.run("import { Matrix, matmul } from 'unrolled';\nconst A = Matrix.zeros(2, 3);");
    const { error } = await kernel.run('const B = A;\nmatmul(A, B);');
    assert.match(error, /\n {2}in matmul \(unrolled\/tensor\/.*\)\nCell \[\d+\], line 2:/);
  });

  it('names lines of helper files', async () => {
    writeFileSync(
      join(folder, 'helper.ts'),
      'interface Any {}\n\nexport function half(n: number): number {\n' +
        "  if (n % 2) throw new RangeError('odd');\n  return n / 2;\n}\n",
    );
    const { error } = await kernel.run("import { half } from './helper';\nhalf(3)");
    assert.match(error, /helper\.ts, line 4, in half:[^]*Cell \[\d+\], line 2:/);
  });

  it('shows the same lines in a stack that a cell prints itself', async () => {
    const answer = await kernel.run(
      'try {\n  hello({} as Named);\n} catch (e) {\n  console.log(e)\n}',
    );
    assert.match(answer.printed('stdout'), /at hello \(Cell \[\d+\]:4:\d+\)/);
  });

  it('follows causes, recursion and values that are no errors', async () => {
    const { error } = await kernel.run(
      "function down(n: number): number { if (n > 0) return down(n - 1); throw new Error('bottom', { cause: new Error('why') }) }\ndown(20)",
    );
    assert.match(error, /20 more calls like this[^]*Caused by:\n {2}Error: why/);
    assert.match((await kernel.run("throw 'text'")).error, /'text'[^]*throw new Error/);
    assert.equal((await kernel.run('throw undefined')).reply.status, 'error');
    const named = await kernel.run(
      'class ShapeError extends Error {}\nthrow new ShapeError("2 × 3")',
    );
    assert.equal(named.reply.ename, 'ShapeError');
  });

  it('reports every type error with line, column and what to do', async () => {
    const { reply, error } = await kernel.run(
      'const n: number = "a";\n\nconst deep: { a: { b: string } } = {\n  a: { b: 3 },\n};\nnobody();',
    );
    assert.equal(reply.ename, 'TypeScriptError');
    assert.match(reply.evalue ?? '', /^line 1, column 7: Type 'string' is not assignable.*2 more/);
    assert.match(error, /line 4, column 8:\n> 4 \| {3}a: \{ b: 3 \},/);
    assert.match(error, /Cannot find name 'nobody'[^]*Has the cell.*been run[^]*line 6, column 1:/);
  });

  it('places syntax errors inside the cell', async () => {
    const open = await kernel.run('function f(a: number) {\n  if (a) {\n    return a;\n}');
    assert.match(open.error, /'\}' expected.*\nCell \[\d+\], line 4, column 2:/);
    assert.match((await kernel.run('let s = "abc')).error, /Unterminated.*\nCell \[\d+\], line 1/);
    assert.match((await kernel.run('export const e = 1')).error, /A cell needs no `export`/);
  });

  it('fails the cell for a promise or a timer that fails while it runs', async () => {
    const expectError = async (code: string, line: number) => {
      const { reply, error } = await kernel.run(code);
      assert.equal(reply.evalue, 'boom', code);
      assert.match(error, new RegExp(`Cell \\[\\d+\\], line ${line}[:,]`), code);
    };
    await expectError("\nPromise.reject(new Error('boom')); 1", 2);
    await expectError(
      "async function later() {\n  await 0;\n  throw new Error('boom');\n}\nlater()",
      3,
    );
    await expectError("setTimeout(() => {\n  throw new Error('boom');\n}, 10);", 2);
    await expectError(
      "await new Promise(() => {\n  setImmediate(() => { throw new Error('boom') })\n})",
      2,
    );
    await expectError("process.nextTick(() => { throw new Error('boom') })", 1);
    await expectError("await Promise.reject(new Error('boom'))", 1);
  });

  it('shows a later failure where it was made, and says so in the next cell', async () => {
    const cell = await kernel.run("setTimeout(() => { throw new Error('too late') }, 500); 1");
    assert.equal(cell.reply.status, 'ok');
    const { messages } = await kernel.late(0.7);
    assert.deepEqual(
      messages.map(({ type, content }) => [type, content.evalue]),
      [['error', 'too late']],
    );
    const next = await kernel.run('2');
    assert.equal(next.reply.status, 'ok');
    assert.match(next.printed('stderr'), /earlier cell.*too late/);
  });

  it('survives process.exit', async () => {
    assert.match((await kernel.run('process.exit(0)')).error, /would end the kernel/);
    assert.equal((await kernel.run('early')).result, '5');
  });

  it('aborts only what was queued behind an error', async () => {
    const statuses = async (stop_on_error: boolean) =>
      (await kernel.runAll(["throw new Error('x')", '1', '2'], { stop_on_error })).map(
        ({ status }) => status,
      );
    assert.deepEqual(await statuses(true), ['error', 'aborted', 'aborted']);
    assert.equal((await kernel.run('3')).result, '3');
    assert.deepEqual(await statuses(false), ['error', 'ok', 'ok']);
  });
});
