import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { handOut, startAfresh } from '../../tools/src/start/handOut.js';

const lesson = '02-recurrent-networks.ipynb';
const beside = '02-recurrent-networks.new.ipynb';

describe('the hand-out of lessons', () => {
  let folder: string;
  const at = (...names: string[]) => join(folder, ...names);
  const write = (text: string, ...names: string[]) => {
    mkdirSync(dirname(at(...names)), { recursive: true });
    writeFileSync(at(...names), text);
  };
  const work = (name: string) => readFileSync(at('work', name), 'utf8');
  /** Hands out `text` as the newest version, and returns what was announced. */
  const publish = async (text: string) => {
    write(text, 'student', lesson);
    const handedOut = await handOut(at('student'), at('work'), at('state', 'handed-out.json'));
    return handedOut.map(({ outcome, place }) => `${outcome} ${place}`);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unrolled-hand-out-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('puts a lesson where it is missing, and is silent the second time', async () => {
    assert.deepEqual(await publish('one'), [`new ${lesson}`]);
    assert.equal(work(lesson), 'one');
    assert.deepEqual(await publish('one'), []);
  });

  it('puts a lesson there again that the learner deleted', async () => {
    await publish('one');
    rmSync(at('work', lesson));
    assert.deepEqual(await publish('one'), [`new ${lesson}`]);
  });

  it('replaces a lesson that the learner did not change', async () => {
    await publish('one');
    assert.deepEqual(await publish('two'), [`updated ${lesson}`]);
    assert.equal(work(lesson), 'two');
  });

  it('keeps a changed lesson, and puts a newer version beside it once', async () => {
    await publish('one');
    write('mine', 'work', lesson);
    assert.deepEqual(await publish('one'), []);
    assert.deepEqual(await publish('two'), [`beside ${beside}`]);
    assert.equal(work(lesson), 'mine');
    assert.equal(work(beside), 'two');
    assert.deepEqual(await publish('two'), []);
  });

  it('does not bring back a newer version that the learner deleted', async () => {
    await publish('one');
    write('mine', 'work', lesson);
    await publish('two');
    rmSync(at('work', beside));
    assert.deepEqual(await publish('two'), []);
    assert.deepEqual(readdirSync(at('work')), [lesson]);
  });

  it('replaces an untouched newer version by a still newer one', async () => {
    await publish('one');
    write('mine', 'work', lesson);
    await publish('two');
    assert.deepEqual(await publish('three'), [`beside ${beside}`]);
    assert.equal(work(beside), 'three');
  });

  it('takes another place where the newer version beside was changed as well', async () => {
    await publish('one');
    write('mine', 'work', lesson);
    await publish('two');
    write('mine too', 'work', beside);
    assert.deepEqual(await publish('three'), ['beside 02-recurrent-networks.new-2.ipynb']);
    assert.equal(work(lesson), 'mine');
    assert.equal(work(beside), 'mine too');
  });

  it('knows a lesson that the learner took over from the newer version beside', async () => {
    await publish('one');
    write('mine', 'work', lesson);
    await publish('two');
    write('two', 'work', lesson);
    assert.deepEqual(await publish('three'), [`updated ${lesson}`]);
  });

  it('knows a copy that was put there afresh, and has no newer version to announce', async () => {
    await publish('one');
    write('mine', 'work', lesson);
    const record = at('state', 'handed-out.json');
    const old = await startAfresh(lesson, Buffer.from('two'), at('work'), record, '2026-11-30');
    assert.equal(old, '02-recurrent-networks.2026-11-30.ipynb');
    assert.equal(work(old), 'mine');
    assert.deepEqual(await publish('two'), []);
    assert.deepEqual(await publish('three'), [`updated ${lesson}`]);
    assert.equal(work(old), 'mine');
  });

  it('takes every notebook for changed when its record is lost', async () => {
    await publish('one');
    rmSync(at('state'), { recursive: true });
    assert.deepEqual(await publish('two'), [`beside ${beside}`]);
    assert.equal(work(lesson), 'one');
  });

  it('says what to do about a damaged record, and touches nothing', async () => {
    await publish('one');
    write('{', 'state', 'handed-out.json');
    await assert.rejects(publish('two'), /handed-out\.json is damaged\. Delete it/);
    assert.equal(work(lesson), 'one');
  });

  it('brings the pictures that lessons show, in their folders', async () => {
    write('picture', 'student', 'pictures', 'unrolled.svg');
    await publish('one');
    assert.equal(readFileSync(at('work', 'pictures', 'unrolled.svg'), 'utf8'), 'picture');
  });

  it('leaves no temporary files', async () => {
    await publish('one');
    assert.deepEqual(readdirSync(at('work')), [lesson]);
    assert.ok(existsSync(at('state', 'handed-out.json')));
  });
});
