import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exercises } from 'unrolled/checks';
import { courseRoot } from '../../tools/src/courseRoot.js';
import { type Course, readCourse, type SourceLesson } from '../../tools/src/lint/course.js';
import { drawings, plots } from '../../tools/src/lint/drawings.js';
import { describe as shown, type Finding } from '../../tools/src/lint/finding.js';
import { hints } from '../../tools/src/lint/hints.js';
import { links } from '../../tools/src/lint/links.js';
import { lint } from '../../tools/src/lint/lint.js';
import { Spelling } from '../../tools/src/lint/spelling.js';
import { homeless, tidiness } from '../../tools/src/lint/tidy.js';
import { CellTypes } from '../../tools/src/lint/types.js';
import { type Cell, serialize } from '../../tools/src/notebook/notebook.js';
import { addBias, code, lesson as fixture, markdown } from '../build/fixture.js';

const unrolled = join(courseRoot, 'tools/bin/unrolled.mjs');

describe('the lessons', () => {
  it('have nothing that `unrolled lint` finds', async function () {
    this.timeout(900_000);
    const found: string[] = [];
    for await (const finding of lint(await readCourse(courseRoot, exercises)))
      found.push(shown(finding));
    assert.deepEqual(found, []);
  });
});

describe('unrolled lint', () => {
  let root: string;
  let folder: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'unrolled-lint-'));
    folder = join(root, 'notebooks');
    mkdirSync(join(folder, 'images'), { recursive: true });
  });
  after(() => rmSync(root, { recursive: true }));

  const named = (name: string, cells: Cell[]): SourceLesson => ({
    name,
    file: `notebooks/${name}.ipynb`,
    path: join(folder, `${name}.ipynb`),
    notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells },
  });
  const course = (...lessons: SourceLesson[]): Course => ({
    root,
    folder,
    exercises: [addBias],
    lessons,
  });
  /** All findings, a line each. */
  const text = (findings: readonly Finding[]) => findings.map(shown).join('\n');

  it('names file, cell and line, and ends with 2 where there is no such lesson', () => {
    assert.equal(
      shown({ file: 'notebooks/x.ipynb', cell: { id: 'a', number: 3 }, line: 2, message: 'bad' }),
      'notebooks/x.ipynb, cell 3 (a), line 2: bad',
    );
    const { status, stderr } = spawnSync(process.execPath, [unrolled, 'lint', '77'], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /there is no lesson 77; there are 00-getting-started/);
  });

  describe('of links', () => {
    const other = () => named('01-other', [markdown('a', '# Other\n\n## 1. Some `code` here')]);
    before(() => writeFileSync(other().path, serialize(other().notebook)));
    const findings = (source: string) => {
      const first = named('00-first', [markdown('title', '# First'), markdown('text', source)]);
      return text(links(first, course(first, other())));
    };

    it('lets good ones pass', () => {
      const good = [
        '[next](01-other.ipynb) and [there](01-other.ipynb#1.-Some-code-here)',
        '[up](#First), [web](https://example.org/a_(b)?c=$1), `[no](link.md)`',
        '$$[x](y)$$',
      ];
      assert.equal(findings(good.join('\n\n')), '');
    });

    for (const [why, link, message] of [
      ['a file that is not there', '[a](b.ipynb)', /line 3: the link b\.ipynb leads nowhere/],
      ['a picture that is not there', '![a](images/b.svg)', /images\/b\.svg leads nowhere/],
      ['a heading that is not there', '[a](01-other.ipynb#x)', /no such heading; it has #Other #1/],
      ['a heading of its own', '[a](#Other)', /00-first has no such heading/],
      ['half an address', '[a](https://example)', /names no host/],
      ['no address at all', '[a](https://)', /is malformed: write a whole address/],
      ['another protocol', '[a](javascript:alert)', /leads to no page of the web/],
      ['a broken escape', '[a](%zz.md)', /after % two hexadecimal digits/],
      ['HTML', 'a <a href="b">c</a>', /<a> is HTML: write/],
    ] as const)
      it(`finds ${why}`, () => {
        const found = findings(`[next](01-other.ipynb)\n\n${link}`);
        assert.match(found, /^notebooks\/00-first\.ipynb, cell 2 \(text\), line 3: .*$/);
        assert.match(found, message);
      });

    it('finds a lesson that does not lead on', () => {
      assert.match(findings('no links'), /00-first\.ipynb: it has no link to 01-other\.ipynb/);
    });
  });

  describe('of hints', () => {
    const hint = (summary: string) =>
      `<details><summary>${summary}</summary>\n\nThink.\n\n</details>`;
    const findings = (source: string) => {
      const cells = fixture().cells.map((cell) =>
        cell.id === 'statement' ? { ...cell, source } : cell,
      );
      return text(hints(named(addBias.lesson, cells)));
    };
    it('takes one to three of them', () => {
      assert.equal(findings(hint('Hint')), '');
      const three = ['Hint 1: a', 'Hint 2: b', 'Hint 3: c'].map(hint).join('\n\n');
      assert.equal(findings(`${three}\n\n${hint('Why so?')}`), '');
    });
    for (const [why, source, message] of [
      ['none', 'Write it.', /\(add-bias\): exercise add-bias has no hint/],
      ['four', [1, 2, 3, 4].map((n) => hint(`Hint ${n}: a`)).join('\n'), /has 4 hints/],
      ['a wrong number', hint('Hint 1: a') + hint('Hint 3: b'), /must begin with "Hint 2: "/],
      ['no end', hint('Hint').replace('</details>', ''), /\(statement\): it has 1 <details>/],
      ['no empty line', hint('Hint').replace('\n\n', '\n'), /line 1: leave an empty line/],
    ] as const)
      it(`finds ${why}`, () => assert.match(findings(source), message));
  });

  describe('of words', () => {
    const spelling = (list: string, ...cells: Cell[]) => {
      writeFileSync(join(folder, 'words.txt'), list);
      const words = new Spelling(root);
      const found = text(words.findings(named('00-first', cells)));
      return { found, list: text(words.listFindings()) };
    };
    it('finds wrong ones in text and in comments, with their lines', () => {
      const { found } = spelling(
        '',
        markdown('a', 'Right.\n\n- An item\n- of a *lisst*\n'),
        code('b', 'const nonsens = 1;\n// A coment on `lisst`.'),
      );
      assert.deepEqual(found.split('\n').length, 2, found);
      assert.match(found, /cell 1 \(a\), line 4: "lisst" is no word .*write "list"/);
      assert.match(found, /cell 2 \(b\), line 2: "coment" is no word/);
    });
    it('reads no code, equations, addresses, names of functions and of networks', () => {
      const source =
        'The `lisst`, $\\lisst$, [a neighbour](lisst.md), rnnForward, LSTMs, x_lisst.\n\n' +
        '```\nlisst\n```\n\nhttps://lisst.org';
      assert.equal(spelling('', markdown('a', source)).found, '');
    });
    it('knows the words of the list, which is sorted and holds no others', () => {
      const cell = markdown('a', "Glorot's softmax");
      assert.deepEqual(spelling('Glorot\nsoftmax\n', cell), { found: '', list: '' });
      const { list } = spelling('softmax\nGlorot\nunrolled\nzzz\n', cell);
      assert.match(list, /words\.txt, line 1: "softmax" is out of order/);
      assert.match(list, /words\.txt, line 4: "zzz" is in no lesson/);
    });
  });

  describe('of pictures', () => {
    it('finds drawings and plots that say nothing', async () => {
      writeFileSync(join(folder, 'images/00-a.svg'), '<svg><title>A</title><desc> </desc></svg>');
      writeFileSync(join(folder, 'images/00-b.svg'), '<svg><title>A</title><desc>B</desc></svg>');
      const lesson = named('00-first', [
        markdown('a', '![A](images/00-a.svg)'),
        code('b', "show(heatMap(a, {\n  alt: '',\n}));"),
      ]);
      assert.match(text(plots(lesson)), /cell 2 \(b\), line 2: a plot's alt is empty/);
      const found = text(await drawings(course(lesson)));
      assert.match(found, /^notebooks\/images\/00-a\.svg: it has no <desc>.*$/m);
      assert.match(found, /^notebooks\/images\/00-b\.svg: no lesson shows it.*$/m);
      assert.equal(found.split('\n').length, 2, found);
    });
  });

  describe('of metadata', () => {
    it('finds what tidying would change, what only an author can mend, and what is nowhere', async () => {
      const notebook = fixture();
      const cells = notebook.cells.map((cell) =>
        cell.id === 'demo' ? { ...cell, source: '' } : cell,
      );
      const lesson = { ...named(addBias.lesson, cells), notebook: { ...notebook, cells } };
      writeFileSync(lesson.path, serialize(fixture()));
      const found = text(await tidiness(lesson, course(lesson)));
      assert.match(found, /cell \d+ \(demo\): it is empty/);
      assert.match(found, /not in canonical form: run `npx unrolled tidy`/);
      assert.match(text(homeless(course())), /there is no lesson 00-getting-started/);
    });
  });

  describe('of types', function () {
    this.timeout(60_000);
    let types: CellTypes;
    before(() => (types = new CellTypes(courseRoot)));
    after(() => types.close());
    const findings = (...cells: Cell[]) => {
      const lesson = named(addBias.lesson, cells);
      return text(types.findings(lesson, course(lesson)));
    };
    it('joins cells as the kernel does', () => {
      const found = findings(
        code('a', "import { Matrix } from 'unrolled';\nconst a = Matrix.zeros(1, 1);"),
        code('b', 'const b = a.rows;'),
        code('again', "const a = 'again';"),
        code('c', 'a.length + b;\nawait Promise.resolve();'),
      );
      assert.equal(found, '');
    });
    it('is strict, and says a mistake once', () => {
      const found = findings(
        code(
          'a',
          'const lengths = new Map<string, number>();\n\nconst n: number = lengths.get("a");',
        ),
        code('b', 'n + 1;'),
      );
      assert.match(
        found,
        /^notebooks\/.*, cell 1 \(a\), line 3: Type 'number \| undefined' .*\(TS2322\)/,
      );
      assert.equal(found.split('\n').length, 1, found);
    });
    it("finds what only goes wrong in the student's copy", () => {
      const solution = code(
        'add-bias',
        'function addBias() {\n  // BEGIN SOLUTION\n  return 3;\n  // END SOLUTION\n}',
        { role: 'solution', exercise: 'add-bias' },
      );
      const found = findings(solution, code('use', 'addBias().toFixed(1);'));
      assert.match(found, /cell 2 \(use\), line 1: in the student's copy: Property 'toFixed'/);
    });
  });
});
