import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { openCourse, type Course } from '../../tools/src/course/course.js';
import { type GradeOptions, run } from '../../tools/src/grade/run.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { handIn, lessonId, lessonSource, type Student, students } from './classroom.js';
import { needsSandbox } from './needsSandbox.js';

interface Row {
  student: string;
  lesson: string;
  score: number;
  max: number;
  status: string;
  message: string;
  exercises: {
    id: string;
    score: number;
    max: number;
    status: string;
    message: string;
    checks: { id: string; score: number; max: number; status: string; mistake?: string }[];
  }[];
}

describe('grading a class', function () {
  this.timeout(240_000);
  let folder: string;
  let course: Course;
  let everyone: Student[];
  let rows: Map<string, Row>;
  let seconds: number;

  const options = (changes: Partial<GradeOptions> = {}): GradeOptions => ({
    course,
    submissions: join(folder, 'submissions'),
    out: join(folder, 'report'),
    lessons: [],
    jobs: 2,
    fileTimes: false,
    signal: new AbortController().signal,
    stderr: new PassThrough() as unknown as NodeJS.WriteStream,
    ...changes,
  });
  const report = (path: string, out = 'report') => readFile(join(folder, out, path), 'utf8');
  const readRows = async (out?: string) =>
    (JSON.parse(await report('grades.json', out)) as { version: number; submissions: Row[] })
      .submissions;

  before(async function () {
    await needsSandbox(this);
    folder = await mkdtemp(join(tmpdir(), 'unrolled-class-'));
    await mkdir(join(folder, 'notebooks'));
    const source = serialize(await lessonSource());
    await writeFile(join(folder, 'notebooks', `${lessonId}.ipynb`), source);
    course = await openCourse(folder);
    everyone = await students();
    await handIn(join(folder, 'submissions'), everyone);
    const begun = Date.now();
    const { isComplete } = await run(options());
    seconds = (Date.now() - begun) / 1000;
    assert.ok(isComplete);
    rows = new Map((await readRows()).map((row) => [row.student, row]));
  });

  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it('gives everybody a row', () => {
    assert.deepEqual([...rows.keys()].sort(), everyone.map(({ name }) => name).sort());
    console.log(`      ${rows.size} submissions in ${seconds.toFixed(0)} s`);
  });

  it('judges each as it deserves', async () => {
    const pages = await allPages();
    const wrong: string[] = [];
    for (const { name, expected } of everyone) {
      const row = rows.get(name);
      const expect = (holds: boolean, what: string) => {
        if (!holds) wrong.push(`${name}: ${what}: ${JSON.stringify(row, null, 1)}`);
      };
      if ('error' in expected) {
        expect(row?.status === 'error' && row.score === 0, 'no error');
        expect(expected.error.test(row?.message ?? ''), `message ${expected.error}`);
        continue;
      }
      expect(row?.status === 'graded', 'not graded');
      const statuses = row?.exercises.map(({ status }) => status);
      expect(String(statuses) === String(expected.statuses), `not ${String(expected.statuses)}`);
      const messages = row?.exercises.map(({ message }) => message).join('\n') ?? '';
      expect(expected.message?.test(messages) ?? true, `message ${expected.message}`);
      const page = pages.find((text) => text.includes(`<title>${escaped(name)}</title>`)) ?? '';
      expect(expected.note?.test(page.replaceAll('&quot;', '"')) ?? true, `note ${expected.note}`);
    }
    assert.equal(wrong.length, 0, wrong.join('\n\n'));
  });

  it('adds the points up', () => {
    for (const row of rows.values()) {
      const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
      assert.equal(row.score, sum(row.exercises.map(({ score }) => score)));
      for (const exercise of row.exercises) {
        assert.equal(exercise.score, sum(exercise.checks.map(({ score }) => score)));
        assert.equal(exercise.max, sum(exercise.checks.map(({ max }) => max)));
        for (const { status, score, max } of exercise.checks) {
          assert.equal(score, status === 'passed' ? max : 0);
        }
      }
      assert.equal(row.max, row.lesson === lessonId ? rows.get('blank')?.max : 0);
    }
    assert.equal(rows.get('right-with-loops')?.score, rows.get('blank')?.max);
  });

  it('writes grades.json in exactly the promised form', () => {
    const keys = (value: object) => Object.keys(value).join();
    for (const row of rows.values()) {
      assert.equal(keys(row), 'student,lesson,score,max,status,message,adjustments,exercises');
      for (const exercise of row.exercises) {
        assert.equal(keys(exercise), 'id,score,max,status,message,checks');
        for (const { mistake, ...check } of exercise.checks) {
          assert.equal(keys(check), 'id,score,max,status,message');
          if (mistake !== undefined) assert.equal(check.status, 'failed');
        }
      }
    }
  });

  it('takes everything that was graded from the cache, and gives the same grades', async () => {
    const begun = Date.now();
    await run(options({ out: join(folder, 'again') }));
    assert.ok(Date.now() - begun < 15_000);
    assert.equal(await report('grades.json', 'again'), await report('grades.json'));
  });

  it('goes on after an interruption, to the same grades', async () => {
    const some = join(folder, 'some');
    for (const name of ['blank', 'one-bug', 'half-done', 'right-as-the-course', 'zipped.zip']) {
      await cp(join(folder, 'submissions', name), join(some, name), { recursive: true });
    }
    await rm(join(folder, '.unrolled/cache'), { recursive: true });
    const stop = new AbortController();
    const stderr = new PassThrough();
    stderr.on('data', () => stop.abort());
    const interrupted = await run(
      options({
        submissions: some,
        out: join(folder, 'some-report'),
        signal: stop.signal,
        jobs: 1,
        stderr: stderr as unknown as NodeJS.WriteStream,
      }),
    );
    assert.equal(interrupted.isComplete, false);
    assert.ok(interrupted.results.length < 5);
    await assert.rejects(stat(join(folder, 'some-report/grades.json')), 'half a report');
    const { isComplete } = await run(
      options({ submissions: some, out: join(folder, 'some-report') }),
    );
    assert.ok(isComplete);
    for (const row of await readRows('some-report')) assert.deepEqual(row, rows.get(row.student));
  });

  async function allPages(): Promise<string[]> {
    const names = await readdir(join(folder, 'report/students'));
    return Promise.all([
      report('index.html'),
      ...names.map((name) => report(join('students', name))),
    ]);
  }
});

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
