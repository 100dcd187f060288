import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { exercises } from 'unrolled/checks';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { findLessons, readLesson } from '../../tools/src/notebook/lessons.js';
import { type Notebook, serialize } from '../../tools/src/notebook/notebook.js';
import { withSources } from '../grade/fixture.js';
import { Checkout, root } from '../setup/checkout.js';

/** What a learner does with the notebooks in work/, in a copy of the course. */
describe("the learner's commands", function () {
  this.timeout(120_000);
  let checkout: Checkout;
  /** Lessons 00, 02 and 05 as they are handed out. */
  let blanks: Notebook[];
  let blank: Notebook;
  /** Lesson 02 with one exercise right, one wrong, and the others not written. */
  let begun: Notebook;

  before(async () => {
    checkout = new Checkout('node_modules', 'dist');
    const files = await findLessons(root, ['00', '02', '05']);
    const sources = await Promise.all(files.map((file) => readLesson(root, file)));
    blanks = sources.map((source) => studentCopy(source, exercises));
    const source = sources[1];
    blank = blanks[1];
    const solutionOf = (id: string) => source.cells.find((cell) => cell.id === id)!.source;
    begun = withSources(blank, {
      'rnn-cell-forward': solutionOf('rnn-cell-forward'),
      'dense-forward': solutionOf('dense-forward').replace('softmax(z)', 'sigmoid(z)'),
    });
  });
  after(() => checkout.remove());
  beforeEach(() => {
    rmSync(checkout.path('work'), { recursive: true, force: true });
    mkdirSync(checkout.path('work'));
  });

  const name = '02-recurrent-networks.ipynb';
  const write = (notebook: Notebook | string, file = name) =>
    writeFileSync(
      checkout.path('work', file),
      typeof notebook === 'string' ? notebook : serialize(notebook),
    );
  const read = (file: string) => readFileSync(checkout.path('work', file), 'utf8');
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [checkout.path('tools/bin/unrolled.mjs'), ...args],
      { cwd: checkout.folder, encoding: 'utf8', input: '' },
    );
    return { status, stdout, all: stdout + stderr };
  };

  describe('unrolled progress', () => {
    const trials = () => {
      const folder = checkout.path('.unrolled/cache/trials');
      return readdirSync(folder, { recursive: true }).filter((path) => /json$/.test(String(path)));
    };

    it('tells what passes, what is not begun, and what to do next', () => {
      write(begun);
      write(blanks[0], '00-getting-started.ipynb');
      const { status, stdout, all } = run('progress');
      assert.equal(status, 0, all);
      assert.match(stdout, /^02 · Recurrent.* █+░+ +1 of 4 exercises +\d+ of \d+ points$/m);
      assert.match(stdout, /^00 · .* ░+ +0 of \d exercises .* not begun$/m);
      assert.match(stdout, /^01 · .* not begun$/m);
      assert.match(stdout, /^1 of \d+ exercises pass, \d of \d+ points/m);
      assert.match(stdout, /^Next, in work\/02-recurrent-networks\.ipynb: denseForward: ./m);
      assert.doesNotMatch(stdout, /glossary/);
    });

    it('runs a notebook again only when its text has changed', () => {
      write(begun);
      const first = run('progress').stdout;
      const before = trials().length;
      const cells = begun.cells.map((cell) =>
        cell.cell_type === 'code' ? { ...cell, execution_count: 7 } : cell,
      );
      write({ ...begun, cells });
      assert.equal(run('progress').stdout, first);
      assert.equal(trials().length, before);
      write(withSources(begun, { 'rnn-forward': 'function rnnForward() { return []; }' }));
      assert.match(run('progress').stdout, /^02 .* 1 of 4 exercises/m);
      assert.equal(trials().length, before + 1);
    });

    it('goes on where a notebook is no notebook', () => {
      write('{"cells": [');
      const { status, stdout } = run('progress');
      assert.equal(status, 0);
      assert.match(stdout, /^02 · Recurrent.* it is not JSON: .*Save it again/m);
      assert.match(stdout, /^03 · .* not begun$/m);
    });
  });

  describe('unrolled submit', () => {
    it('packs what is begun, warns, and is graded as it should be', () => {
      write(begun);
      write(blanks[2], '05-language-models.ipynb');
      const { status, stdout, all } = run('submit', '--name', 'Ada Lovelace');
      assert.equal(status, 0, all);
      assert.match(stdout, /^work\/Ada Lovelace\.zip: handed in as Ada Lovelace, as --name says/m);
      assert.match(
        stdout,
        /02-recurrent-networks\.ipynb: Warning: 3 of 4 exercises don't pass yet/,
      );
      assert.match(stdout, /^ +denseForward: .*\n +rnnForward was not written\.$/m);
      assert.doesNotMatch(stdout, /05-/);
      const graded = run('grade', 'work', '--out', 'report', '--sandbox', 'none', '--lesson', '02');
      assert.equal(graded.status, 0, graded.all);
      const grades = JSON.parse(readFileSync(checkout.path('report/grades.json'), 'utf8')) as {
        submissions: { student: string; exercises: { id: string; status: string }[] }[];
      };
      const ada = grades.submissions.find(({ student }) => student === 'Ada Lovelace');
      assert.deepEqual(
        ada?.exercises.map(({ status }) => status),
        ['passed', 'partial', 'missing', 'missing'],
      );
    });

    it('takes a name from git or the user where nobody can be asked, and says so', () => {
      write(begun);
      const { status, stdout, all } = run('submit', '02', '--out', checkout.path('handed-in'));
      assert.equal(status, 0, all);
      const [, file, origin] =
        /^handed-in\/(.*\.zip): handed in as .*, (.*)\.$/m.exec(stdout) ?? [];
      assert.match(origin, /^(as git knows you|the name of your user on this computer)$/);
      assert.deepEqual(readdirSync(checkout.path('handed-in')), [file]);
    });

    it('ends with 2 where there is nothing to hand in, or the name is no name', () => {
      write(blank);
      for (const [args, message] of [
        [['--name', 'a'], /nothing to hand in: no exercise in work\/ is written yet/],
        [['--name', 'a', '05'], /work\/05-language-models\.ipynb is not there/],
        [['--name', '../a', '02'], /the name "\.\.\/a" can't be a file's name/],
        [['--name', ' ', '02'], /the name " " is empty: give another one with --name/],
      ] as const) {
        const { status, all } = run('submit', ...args);
        assert.equal(status, 2, all);
        assert.match(all, message);
      }
      assert.deepEqual(readdirSync(checkout.path('work')), [name]);
    });
  });

  describe('unrolled reset', () => {
    it('gives a clean copy, by number or name, and keeps every old one beside it', () => {
      const old: string[] = [];
      for (const wish of ['2', '02', `work/${name}`]) {
        const mine = serialize(withSources(begun, { setup: `// before ${wish}` }));
        write(mine);
        const { status, stdout, all } = run('reset', wish);
        assert.equal(status, 0, all);
        const [, place] = /^work\/(02-.*\.ipynb): your notebook as it was\.$/m.exec(stdout) ?? [];
        assert.match(place, /^02-recurrent-networks\.\d{4}-\d\d-\d\d(-\d)?\.ipynb$/);
        assert.equal(read(place), mine);
        assert.equal(read(name), serialize(blank));
        old.push(place);
      }
      assert.equal(new Set(old).size, 3);
    });

    it('puts a lesson there that is missing, and leaves one alone that is clean', () => {
      const first = run('reset', '02');
      assert.equal(first.status, 0, first.all);
      assert.equal(read(name), serialize(blank));
      assert.match(run('reset', '02').stdout, /is as it was handed out: nothing to do/);
      assert.deepEqual(readdirSync(checkout.path('work')), [name]);
    });

    it('ends with 2 for what is no lesson, and touches nothing', () => {
      write(begun);
      for (const wish of ['77', '']) {
        const { status, all } = run('reset', wish);
        assert.equal(status, 2, all);
        assert.match(all, /error: there is no lesson .*; there are 00-getting-started/);
      }
      assert.equal(run('reset').status, 2);
      assert.deepEqual(readdirSync(checkout.path('work')), [name]);
    });
  });

  it('leave no temporary files', () => {
    write(begun);
    run('submit', '02', '--name', 'a');
    run('reset', '02');
    const left = readdirSync(checkout.path('work')).filter((file) => /^\.|tmp/.test(file));
    assert.deepEqual(left, []);
    assert.ok(existsSync(checkout.path('work', 'a.zip')));
  });
});
