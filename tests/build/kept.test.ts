import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kept, keyOf } from '../../tools/src/build/kept.js';
import { sideBySide } from '../../tools/src/build/sideBySide.js';

describe('what builds keep', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unrolled-kept-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is found by its name where the key is the same, and only there', async () => {
    const kept = new Kept(folder);
    assert.equal(await kept.get('a/b', keyOf('1')), undefined);
    await kept.set('a/b', keyOf('1'), 'one\nand more\n');
    assert.equal(await kept.get('a/b', keyOf('1')), 'one\nand more\n');
    assert.equal(await kept.get('a/b', keyOf('2')), undefined);
    assert.equal(await kept.get('a/c', keyOf('1')), undefined);
    assert.equal(await kept.in('a').get('b', keyOf('1')), 'one\nand more\n');
  });

  it('is replaced by what was made last, so that it does not grow', async () => {
    const kept = new Kept(folder);
    for (const key of ['1', '2', '3']) await kept.set('a', keyOf(key), key);
    assert.deepEqual(await readdir(folder), ['a']);
    assert.equal(await kept.get('a', keyOf('3')), '3');
  });

  it('is not looked at by a fresh build, which keeps what it makes', async () => {
    await new Kept(folder).set('a', keyOf('1'), 'old');
    const fresh = new Kept(folder, true);
    assert.equal(await fresh.get('a', keyOf('1')), undefined);
    await fresh.set('a', keyOf('1'), 'new');
    assert.equal(await new Kept(folder).get('a', keyOf('1')), 'new');
  });

  it('has a key that depends on each part and on where it ends', () => {
    assert.notEqual(keyOf('ab', 'c'), keyOf('a', 'bc'));
    assert.notEqual(keyOf('a', 'b'), keyOf('b', 'a'));
    assert.equal(keyOf('a'), keyOf(Buffer.from('a')));
  });
});

describe('work side by side', () => {
  it('does all of it, no more than so much at a time, and keeps the order', async () => {
    let running = 0;
    let most = 0;
    const results = await sideBySide([5, 1, 3, 0, 2], 2, async (n) => {
      most = Math.max(most, ++running);
      await sleep(n);
      running--;
      return n * 10;
    });
    assert.deepEqual(results, [50, 10, 30, 0, 20]);
    assert.equal(most, 2);
  });

  it('begins nothing more after a failure, and has ended when it tells of it', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (n: number) => {
      begun.push(n);
      await sleep(n);
      if (n === 1) throw new Error('the first');
      ended.push(n);
    };
    await assert.rejects(sideBySide([10, 1, 2], 2, work), /the first/);
    assert.deepEqual([begun, ended], [[10, 1], [10]]);
  });
});
