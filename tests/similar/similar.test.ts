import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exercises } from 'unrolled/checks';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { type Notebook, serialize } from '../../tools/src/notebook/notebook.js';
import { similarPairs } from '../../tools/src/similar/similar.js';
import { structureOf } from '../../tools/src/similar/structure.js';
import { lessonId, lessonSource } from '../grade/classroom.js';
import { withSources } from '../grade/fixture.js';

const root = join(import.meta.dirname, '../..');
const variants = join(root, 'tests/exercises', lessonId);
const known = new Set(['matmul', 'Matrix']);

/** Another name for everything that a solution calls its own, other spaces, and a comment. */
const disguised = (code: string) =>
  code
    .replace(/\b(a|x|z|t|aPrev|caches|sum|state|before|step)\b(?!:)/g, 'my_$1')
    .replaceAll('; ', ';\n\n  ')
    .replaceAll('{', '{ // all my own work\n');

describe('similar notebooks', () => {
  it('have one structure, whatever names, spaces and comments', () => {
    const one = structureOf(
      'one',
      'for (const x of rows) sum += matmul(x, y).data[0]; // adds',
      known,
    );
    const other = structureOf(
      'other',
      'for (const zeile of R)\n s += matmul(zeile, w).data[0];',
      known,
    );
    assert.deepEqual(one.tokens, other.tokens);
    assert.ok(one.tokens.includes('matmul') && one.tokens.includes('data'));
  });

  it('are compared whatever has been handed in', () => {
    const nested = '('.repeat(50_000) + '1' + ')'.repeat(50_000);
    assert.equal(structureOf('nested', nested, known).tokens.length, 100_001);
    const unfinished = structureOf('unfinished', "`${'\n/*", known);
    assert.deepEqual(similarPairs([unfinished], structureOf('given', '', known)), []);
  });

  it('are not those that have in common what all have, or what was handed out', () => {
    const shared = 'if (a > b) { return a * (b + 1) } else { throw new Error(a) }; '.repeat(4);
    const class20 = Array.from({ length: 20 }, (_, i) => structureOf(`s${i}`, shared, known));
    assert.deepEqual(similarPairs(class20, structureOf('given', '', known)), []);
    const two = class20.slice(0, 2);
    assert.equal(similarPairs(two, structureOf('given', '', known)).length, 1);
    assert.deepEqual(similarPairs(two, structureOf('given', shared, known)), []);
  });

  describe('of a class', () => {
    let folder: string;
    before(async () => (folder = await mkdtemp(join(tmpdir(), 'unrolled-similar-'))));
    after(() => rm(folder, { recursive: true }));

    it('are found by the command, a copy in disguise before all others', async () => {
      const blank = studentCopy(await lessonSource(), exercises);
      const handIn = async (student: string, notebook: Notebook) => {
        await mkdir(join(folder, student));
        await writeFile(join(folder, student, `${lessonId}.ipynb`), serialize(notebook));
      };
      const id = 'rnn-forward';
      const names = (await readdir(join(variants, id))).slice(0, 12);
      for (const name of names) {
        const text = await readFile(join(variants, id, name), 'utf8');
        await handIn(name.replace('.ts', ''), withSources(blank, { [id]: text }));
      }
      const honest = await readFile(join(variants, id, names[0]), 'utf8');
      await handIn('copy', withSources(blank, { [id]: disguised(honest) }));
      await mkdir(join(folder, 'broken'));
      await writeFile(join(folder, 'broken', `${lessonId}.ipynb`), '{');
      const command = [join(root, 'tools/bin/unrolled.mjs'), 'similar', folder, '--lesson', '02'];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, command);
      const [headline, first] = stdout.split('\n');
      assert.equal(headline.split(',')[0], `${lessonId}: 13 notebooks`);
      assert.ok(first.includes('copy') && first.includes(names[0].replace('.ts', '')), stdout);
      assert.ok(Number.parseFloat(first) > 80, first);
      assert.match(stderr, /^broken is left out: /m);
    });
  });
});
