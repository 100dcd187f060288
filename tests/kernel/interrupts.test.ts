import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { needPython, TestKernel } from './testKernel.js';

describe('kernel: interrupts', function () {
  this.timeout(60_000);
  let kernel: TestKernel;

  before(async function () {
    needPython(this);
    kernel = await TestKernel.start();
    await kernel.run('const kept = new Map([[1, 2]]);');
  });
  after(async () => {
    await kernel?.stop();
  });

  const loops = {
    'at once': 'while (true) {}',
    'after an await': 'await null; while (true) {}',
    'that awaits nothing': 'while (true) await null;',
    'after a timer': 'await new Promise((done) => setTimeout(done, 5)); while (true) {}',
    'after a file': "await require('fs').promises.stat('.'); while (true) {}",
    'in a timer': 'setTimeout(() => { while (true) {} }, 1); await new Promise(() => {});',
    'in an immediate': 'setImmediate(() => { while (true) {} });',
    'in a built-in function': 'await null; Array.from({ length: 1e9 }, (_, i) => i).sort();',
    'never to end': 'await new Promise(() => {});',
  };
  for (const [which, code] of Object.entries(loops)) {
    it(`ends a loop ${which}, and keeps the variables`, async () => {
      const { reply } = await kernel.run(code, { interrupt_after: 0.3 });
      assert.equal(reply.ename, 'Interrupted');
      assert.equal((await kernel.run('kept.get(1)')).result, '2');
    });
  }

  it('ends a loop that awaits timers, so that it does not run on unseen', async () => {
    const cell = `let rounds = 0;
      while (true) {
        await new Promise((done) => setTimeout(done, 2));
        rounds++;
      }`;
    assert.equal((await kernel.run(cell, { interrupt_after: 0.5 })).reply.ename, 'Interrupted');
    const first = Number((await kernel.run('rounds')).result);
    await sleep(100);
    assert.ok(first > 0);
    assert.equal(Number((await kernel.run('rounds')).result), first);
  });

  it('keeps the variables of the interrupted cell', async () => {
    await kernel.run('let epoch = 0;\nwhile (true) epoch++;', { interrupt_after: 0.3 });
    assert.equal((await kernel.run('epoch > 0')).result, 'true');
  });

  it('ends timers that earlier cells left behind', async () => {
    await kernel.run('let ticks = 0; setInterval(() => ticks++, 1);');
    await kernel.run('await new Promise(() => {});', { interrupt_after: 0.2 });
    const { result } = await kernel.run(
      'const before = ticks; await new Promise((done) => setTimeout(done, 50)); ticks - before',
    );
    assert.equal(result, '0');
  });

  it('takes two at once', async () => {
    const code = `const { kill } = process;
      setTimeout(() => {}, 1);
      await null;
      kill(process.pid, 'SIGINT'); kill(process.pid, 'SIGINT');
      while (true) {}`;
    assert.equal((await kernel.run(code)).reply.ename, 'Interrupted');
    assert.equal((await kernel.run('1')).reply.status, 'ok');
  });
});
