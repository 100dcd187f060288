import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { needPython, TestKernel } from './testKernel.js';

describe('kernel: modules and protocol', function () {
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

  it("imports the course's library in a folder outside the course, types included", async () => {
    const answer = await kernel.run(
      "import { Matrix } from 'unrolled';\nconst zeros: Matrix = Matrix.zeros(2, 3);\nzeros.cols",
    );
    assert.equal(answer.result, '3', answer.error);
    const wrong = await kernel.run("Matrix.zeros('2', 3)");
    assert.equal(wrong.reply.ename, 'TypeScriptError');
  });

  it("reads files and helpers of the notebook's own folder", async () => {
    writeFileSync(join(folder, 'my.conll'), 'Jordan B-PER\n');
    const read = await kernel.run("import fs from 'fs';\nfs.readFileSync('./my.conll', 'utf8')");
    assert.equal(read.result, "'Jordan B-PER\\n'", read.error);
    const missing = await kernel.run("import { two } from './late'");
    assert.match(missing.error, /Cannot find module '\.\/late'/);
    writeFileSync(join(folder, 'late.ts'), 'export const two = 2;\n');
    await sleep(500);
    assert.equal((await kernel.run("import { two } from './late'\ntwo")).result, '2');
  });

  it('lets only Node declare globals', async () => {
    assert.match(
      (await kernel.run("describe('x', () => {})")).error,
      /Cannot find name 'describe'/,
    );
    assert.equal((await kernel.run('typeof Buffer')).result, "'function'");
  });

  it('completes and inspects', async () => {
    await kernel.run('const weights = { forget: 1, update: 2 };');
    const { matches } = await kernel.complete('weights.');
    assert.deepEqual(matches?.slice(0, 2), ['forget', 'update']);
    const inspected = await kernel.inspect('weights');
    assert.match(
      String((inspected as { data?: Record<string, string> }).data?.['text/plain']),
      /forget: number/,
    );
    assert.equal((await kernel.inspect('   ')).found, false);
  });

  it('answers what front ends ask', async () => {
    const info = await kernel.request('kernel_info_request', {});
    assert.equal(info.reply.status, 'ok');
    const comms = await kernel.request('comm_info_request', { target_name: 'jupyter.widget' });
    assert.deepEqual(comms, { type: 'comm_info_reply', reply: { status: 'ok', comms: {} } });
    const complete = await kernel.request('is_complete_request', { code: 'for (;;) {' });
    assert.equal(complete.reply.status, 'incomplete');
  });

  it('counts cells, but not the silent ones', async () => {
    const count = async (options: object) => (await kernel.run('1', options)).reply.execution_count;
    const first = await count({});
    assert.equal(await count({ silent: true }), first);
    assert.equal(await count({ store_history: false }), first);
    assert.equal(await count({}), (first ?? 0) + 1);
    assert.deepEqual((await kernel.run('1', { silent: true })).all('execute_result'), []);
  });

  it('does not wait for input', async () => {
    assert.equal((await kernel.run("require('fs').readFileSync(0, 'utf8')")).result, "''");
    const line = await kernel.run(
      "await new Promise((done) => process.stdin.on('end', () => done('end')).resume())",
    );
    assert.equal(line.result, "'end'");
  });

  it('shuts down at once although a timer goes on, and writes nothing to the log', async () => {
    const other = await TestKernel.start();
    await other.run('setInterval(() => {}, 1000); 0');
    const { exit, log } = await other.stop();
    assert.equal(log, '');
    assert.equal(exit, 0);
  });

  it('does not outlive a Jupyter server that was killed, not even in a loop', async () => {
    const other = await TestKernel.start();
    other.begin('while (true) {}');
    await sleep(2000);
    other.killClient();
    for (let i = 0; i < 100 && isAlive(other.pid); i++) await sleep(100);
    assert.equal(isAlive(other.pid), false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
