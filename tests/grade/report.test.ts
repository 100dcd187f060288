import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counted } from '../../tools/src/grade/counted.js';
import { toCsv } from '../../tools/src/grade/report/csv.js';
import { Html, html } from '../../tools/src/grade/report/html.js';
import { toGradescope } from '../../tools/src/grade/report/gradescope.js';
import { gradesSchema, toJson } from '../../tools/src/grade/report/json.js';
import { toJunit } from '../../tools/src/grade/report/junit.js';
import { toPages } from '../../tools/src/grade/report/pages.js';
import { writeReport } from '../../tools/src/grade/report/write.js';
import type { SubmissionResult } from '../../tools/src/grade/results.js';
import { gradescopeResults } from './gradescopeResults.js';

function result(changes: Partial<SubmissionResult> = {}): SubmissionResult {
  return {
    student: 'ada',
    lesson: '02-recurrent-networks',
    score: 1,
    max: 2,
    status: 'graded',
    message: '',
    notes: [],
    adjustments: [],
    exercises: [
      {
        id: 'rnn-forward',
        score: 1,
        max: 2,
        status: 'partial',
        message: 'ragged: not yet',
        printed: '',
        seconds: 0.5,
        checks: [
          { id: 'values', title: 'values', score: 1, max: 1, status: 'passed', message: '' },
          { id: 'ragged', title: 'ragged', score: 0, max: 1, status: 'failed', message: 'not yet' },
        ],
      },
    ],
    ...changes,
  };
}

describe('counted', () => {
  it('is one thing, or so many', () => {
    const told = [0, 1, 2].map((number) => counted(number, 'pair'));
    assert.deepEqual(told, ['0 pairs', '1 pair', '2 pairs']);
  });
});

describe('html', () => {
  it('escapes text, attributes too, and keeps finished HTML', () => {
    const evil = `<img src=x onerror="alert('1')">&`;
    assert.equal(
      html`<p title="${evil}">${evil}</p>`.text,
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">' +
        '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</p>',
    );
    assert.equal(html`<ul>${['a', '<b>'].map((x) => html`<li>${x}</li>`)}</ul>`.text, '<ul><li>a</li><li>&lt;b&gt;</li></ul>'); // prettier-ignore
    assert.ok(html`x` instanceof Html);
  });

  it('shows control characters and turned text as what they are', () => {
    assert.equal(
      html`${'a\u0000b\u202ec\u001b[31m\td\ne'}`.text,
      'a\ufffdb\ufffdc\ufffd[31m\td\ne',
    );
  });
});

describe('grades.csv', () => {
  it('has a column for each exercise, and blanks for those of other lessons', () => {
    const other = result({ lesson: '00-getting-started', exercises: [] });
    assert.equal(
      toCsv([result(), other]),
      'student,lesson,status,score,max,rnn-forward,adjusted,message\n' +
        'ada,02-recurrent-networks,graded,1,2,1,0,\n' +
        'ada,00-getting-started,graded,1,2,,0,\n',
    );
  });

  it('gives a spreadsheet nothing to calculate', () => {
    for (const student of ['=1+1', '+1', '-1', '@x', '\t=1']) {
      const [, row] = toCsv([result({ student })]).split(/\n(?=.)/);
      assert.match(row, /^"?'/, JSON.stringify(student));
    }
    assert.match(toCsv([result({ student: '\r=1\u001b[2J' })]), /^\ufffd=1\ufffd\[2J/m);
    assert.match(toCsv([result({ student: 'a "b", c\nd' })]), /"a ""b"", c\nd"/);
  });
});

describe('the pages', () => {
  it('give everybody a page of a safe name', () => {
    const names = [
      '../../etc/passwd',
      'Ünïcode 学生',
      'a'.repeat(300),
      '',
      '..',
      'a b',
      'a-b',
      '"><script>',
    ];
    const pages = toPages(names.map((student) => result({ student })), undefined); // prettier-ignore
    assert.equal(pages.size, names.length + 1);
    for (const path of pages.keys())
      assert.match(path, /^(index|students\/[A-Za-z0-9-]{1,60})\.html$/);
    for (const path of pages.keys()) {
      if (path !== 'index.html')
        assert.ok(pages.get('index.html')?.includes(`href="${path}"`), path);
    }
  });

  it('show what to do, what was printed, and the warning of a weaker sandbox', () => {
    const printed = result({ exercises: [{ ...result().exercises[0], printed: '</pre><b>' }] });
    const pages = toPages([printed], 'weak & weaker');
    assert.match(pages.get('index.html') ?? '', /weak &amp; weaker/);
    const page = [...pages.values()][1];
    assert.match(page, /ragged: not yet/);
    assert.match(page, /&lt;\/pre&gt;&lt;b&gt;/);
  });

  it('of students who are gone are removed, and nothing else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'unrolled-report-'));
    try {
      await writeReport(folder, [result(), result({ student: 'bob' })], undefined);
      await writeReport(folder, [result()], undefined);
      assert.deepEqual((await readdir(folder)).sort(), ['grades.csv', 'grades.json', 'gradescope', 'index.html', 'junit.xml', 'students']); // prettier-ignore
      assert.equal((await readdir(join(folder, 'students'))).length, 1);
      assert.equal((await readdir(join(folder, 'gradescope'))).length, 1);
      assert.equal((JSON.parse(await readFile(join(folder, 'grades.json'), 'utf8')) as { version: number }).version, 1); // prettier-ignore
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the overview', () => {
  const late = { kind: 'late' as const, points: -0.1, message: '1 day late, 10 % a day' };
  const [exercise] = result().exercises;
  const [values, ragged] = exercise.checks;

  it('shows the commonest mistakes, the slowest, and whose points were changed', () => {
    const wrong = {
      ...exercise,
      seconds: 12.34,
      checks: [values, { ...ragged, mistake: 'lengths is ignored' }],
    };
    const results = ['ada', 'bob'].map((student) => result({ student, exercises: [wrong] }));
    results[0] = { ...results[0], score: 0.9, adjustments: [late] };
    const pages = toPages(results, undefined);
    const overview = pages.get('index.html') ?? '';
    assert.match(overview, /Commonest mistakes.*2.*This comes out when lengths is ignored\./s);
    assert.match(overview, /12\.3 s/);
    assert.match(overview, /0\.9 of 2 \*/);
    const ada = [...pages].find(([path]) => path.includes('/ada-'))?.[1] ?? '';
    assert.match(ada, /−0\.1: 1 day late, 10 % a day/);
  });
});

describe('junit.xml', () => {
  it('counts what passed, failed, could not run and was not written, and escapes it', () => {
    const checks = (['passed', 'failed', 'error', 'missing'] as const).map((status) => ({
      id: status,
      title: `${status} <&"`,
      score: 0,
      max: 1,
      status,
      message: 'a\u0000b]]>\ud800',
    }));
    const xml = toJunit([
      result({ student: '"<ada>', exercises: [{ ...result().exercises[0], checks }] }),
      result({ status: 'error', message: 'not JSON', exercises: [] }),
    ]);
    assert.match(xml, /<testsuites name="unrolled" tests="5" failures="1" errors="2" skipped="1">/);
    assert.match(xml, /<testsuite name="&quot;&lt;ada&gt;: 02-recurrent-networks" tests="4"/);
    assert.match(xml, /<error message="not JSON"\/>/);
    assert.match(
      xml,
      /<failure message="a\ufffdb\]\]&gt;\ufffd">a\ufffdb\]\]&gt;\ufffd<\/failure>/,
    );
  });
});

describe('results.json for Gradescope', () => {
  it('has only documented fields, and hides no test, which would hide the total', () => {
    const adjusted = result({ adjustments: [{ kind: 'manual', points: 1, message: 'well said' }] });
    const file = gradescopeResults.parse(JSON.parse(toGradescope(adjusted)));
    assert.equal(file.score, 1);
    assert.match(file.output, /\+1: well said/);
    assert.deepEqual(
      file.tests.map(({ name, status, visibility }) => [name, status, visibility]),
      [
        ['rnn-forward: values', 'passed', 'visible'],
        ['rnn-forward: ragged', 'failed', 'visible'],
      ],
    );
  });
});

describe('grades.json', () => {
  const schemaFile = join(import.meta.dirname, '../../docs/grades.schema.json');

  it('is described by the published schema', async () => {
    assert.equal(await readFile(schemaFile, 'utf8'), gradesSchema());
  });

  it('says nothing of what cells printed', () => {
    const printed = result({ exercises: [{ ...result().exercises[0], printed: 'secret' }] });
    assert.doesNotMatch(toJson([printed]), /secret|printed|seconds/);
  });
});
