/** From nothing to a graded lesson of a teacher's own, in a folder outside of the kit. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { unzipSync } from 'fflate';
import { build } from '../../tools/src/build/build.js';
import { withScorer } from '../../tools/src/build/score.js';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { openCourse, type Course } from '../../tools/src/course/course.js';
import { kernelExercises } from '../../tools/src/course/kernelExercises.js';
import { courseRoot } from '../../tools/src/courseRoot.js';
import { run } from '../../tools/src/grade/run.js';
import { newExercise, type NewExercise } from '../../tools/src/new/exercise.js';
import { newLesson } from '../../tools/src/new/lesson.js';
import { readLesson } from '../../tools/src/notebook/lessons.js';
import { parseNotebook, serialize, type Notebook } from '../../tools/src/notebook/notebook.js';
import { withSources } from '../grade/fixture.js';
import { needPython } from '../kernel/testKernel.js';

const lesson = '30-attention';

describe("a teacher's own lesson", function () {
  this.timeout(120_000);
  let folder: string;
  /** A kit without lessons, in which seed, cache and builds are kept. */
  let kit: string;
  let own: string;
  let made: NewExercise;
  let named: string | undefined;

  before(async function () {
    needPython(this);
    named = process.env.UNROLLED_COURSE;
    folder = await mkdtemp(join(tmpdir(), 'unrolled-own-'));
    kit = join(folder, 'kit');
    own = join(folder, 'mine');
    process.env.UNROLLED_COURSE = own;
    await newLesson(kit, lesson);
    made = await newExercise(kit, '30', 'attentionWeights');
  });
  after(async () => {
    if (named === undefined) delete process.env.UNROLLED_COURSE;
    else process.env.UNROLLED_COURSE = named;
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  const settings = (content: object) =>
    writeFile(join(own, 'course.json'), JSON.stringify(content));
  const source = async (): Promise<Notebook> => {
    const { root, lessons } = await openCourse(kit);
    return readLesson(root, lessons[0]);
  };
  /** The student's copy with one of the variants in it. */
  async function handedIn(variant: string): Promise<Notebook> {
    const text = await readFile(join(made.variants, `${variant}.ts`), 'utf8');
    const solution = text.replace(/^import[^;]*;/gm, '').replace('export ', '');
    const { exercises } = await openCourse(kit);
    return withSources(studentCopy(await source(), exercises), { [made.id]: solution });
  }
  async function grade(notebooks: Record<string, Notebook>, name: string) {
    const submissions = join(folder, name);
    for (const [student, notebook] of Object.entries(notebooks)) {
      const place = join(submissions, 'submitted', student, lesson);
      await mkdir(place, { recursive: true });
      await writeFile(join(place, `${lesson}.ipynb`), serialize(notebook));
      if (student === 'late') await writeFile(join(place, 'timestamp.txt'), '2026-10-02 12:00:00 UTC'); // prettier-ignore
    }
    const { results, isComplete } = await run({
      course: await openCourse(kit),
      submissions,
      out: join(folder, 'report'),
      lessons: [],
      sandbox: 'none',
      fileTimes: false,
      jobs: 2,
      signal: new AbortController().signal,
      stderr: new PassThrough().resume() as unknown as NodeJS.WriteStream,
    });
    assert.ok(isComplete);
    return Object.fromEntries(results.map(({ student, score, max }) => [student, `${score}/${max}`])); // prettier-ignore
  }
  const unrolled = (...args: string[]) => runNode([join(courseRoot, 'tools/bin/unrolled.mjs'), ...args]); // prettier-ignore

  it('has every section, is tidy, builds, and earns every point; its stub none', async () => {
    const { exercises } = await openCourse(kit);
    const problems = await withScorer(exercises, async (score) => {
      const course = await openCourse(kit);
      const parts = {
        student: true,
        solutions: true,
        nbgrader: false,
        gradescope: true,
        site: true,
      };
      const { lessons } = course;
      const out = join(folder, 'build');
      return build({
        course,
        out,
        lessons,
        keepOthers: false,
        parts,
        jobs: 1,
        score,
        tell: () => {},
      });
    });
    assert.deepEqual(problems, []);
    const solutions = await readFile(join(folder, 'build/solutions', `${lesson}.ipynb`), 'utf8');
    // The kernel, too, knows the exercise.
    assert.match(solutions, /✓ attentionWeights: all 2 checks agree with tf\.js/);
    const text = (await source()).cells.map((cell) => cell.source).join('\n');
    for (const section of [
      '# 30 · Attention',
      'After this lesson',
      'The equation',
      'by hand',
      'Your turn',
      '### Exercise 1: `attentionWeights` (3 points)',
      'real data',
      'go wrong',
      'The same in tf.js',
      'Summary',
      'Check yourself',
      'Further reading',
    ])
      // prettier-ignore
      assert.ok(text.includes(section), section);
    const autograder = unzipSync(
      await readFile(join(folder, 'build/gradescope', lesson, 'autograder.zip')),
    );
    assert.ok('course/checks/attention-weights.ts' in autograder);
    const archive = unzipSync(await readFile(join(folder, 'build/student.zip')));
    const packed = Object.keys(archive).filter((name) => /^unrolled-course\/course\//.test(name));
    assert.deepEqual(packed, [
      'unrolled-course/course/checks/attention-weights.ts',
      'unrolled-course/course/course.json',
    ]);
  });

  it('passes the test of its variants', async () => {
    const { text } = await runNode([
      join(courseRoot, 'node_modules/mocha/bin/mocha.js'),
      ...['tests/exercises/variants.test.ts', '--grep', made.id],
    ]);
    const variants = await readdir(made.variants);
    // Besides the variants two known mistakes, the allowed names, and that there are enough.
    assert.match(text, new RegExp(`${variants.length + 4} passing`));
    assert.doesNotMatch(text, /failing/);
    assert.ok(variants.filter((name) => name.startsWith('right-')).length >= 3);
    assert.ok(variants.filter((name) => name.startsWith('wrong-')).length >= 6);
  });

  it('is graded, with points, tolerance and deadline of course.json, whatever was cached', async () => {
    const right = await handedIn('right-loops');
    const near = structuredClone(right);
    for (const cell of near.cells) cell.source = cell.source.replace('Math.tanh(z)', 'Math.tanh(z) + 1e-3'); // prettier-ignore
    const { exercises } = await openCourse(kit);
    const notebooks = {
      right,
      near,
      late: right,
      blank: studentCopy(await source(), exercises),
      'wrong-for-several': await handedIn('wrong-first-example-only'),
      'not-allowed': withSources(right, {
        [made.id]: "import { softmax } from 'unrolled';\nconst attentionWeights = softmax;",
      }),
    };
    assert.deepEqual(await grade(notebooks, 'class'), {
      ...{ right: '3/3', late: '3/3', near: '0/3', 'wrong-for-several': '1/3' },
      ...{ blank: '0/3', 'not-allowed': '0/3' },
    });
    await settings({
      exercises: { [made.id]: { points: { values: 7 }, tolerance: 100 } },
      deadlines: { [lesson]: '2026-10-01T14:00:00+02:00' },
      latePenalty: 25,
    });
    assert.deepEqual(await grade(notebooks, 'class'), {
      ...{ right: '8/8', late: '6/8', near: '8/8', 'wrong-for-several': '1/8' },
      ...{ blank: '0/8', 'not-allowed': '0/8' },
    });
    const page = await readFile(join(folder, 'report/grades.json'), 'utf8');
    assert.match(page, /1 day late, 25 % a day/);
    const module = await kernelExercises(kit);
    const { text } = await runNode(['-e', shownPoints], { UNROLLED_EXERCISES: module! });
    assert.match(text, /several examples at once \(7 points/);
    await settings({});
  });

  it('can be validated by who has written it', async () => {
    const file = join(folder, 'mine.ipynb');
    await writeFile(file, serialize(await handedIn('right-library')));
    const { code, text } = await unrolled('validate', file);
    assert.equal(code, 0, text);
    assert.match(text, /✓ attentionWeights: 3 of 3 points/);
  });

  it('is looked at where it is wrong: file, line, and what to do', async () => {
    const check = await readFile(made.check, 'utf8');
    const extra = join(own, 'checks/other.ts');
    try {
      const isRefused = async (text: string, ...messages: RegExp[]) => {
        await writeFile(extra, text);
        await assert.rejects(openCourse(kit), (error: Error) => {
          for (const message of messages) assert.match(error.message, message);
          return true;
        });
      };
      await isRefused(
        check.replace('points: 2', "points: '2'"),
        /checks\/other\.ts:\d+:7: Type 'string' is not assignable/,
      );
      await isRefused('export const exercises = [,', /other\.ts:1:28: /, /no exported member/);
      await isRefused(
        check.replace("'map', 'matmul'", "'matmull'").replace(lesson, 'none'),
        /other\.ts: its id is "attention-weights", but its file's name says "other"/,
        /other\.ts: its lesson "none" is not named like 02-/,
        /other\.ts: allowed: unrolled does not export matmull/,
      );
      await writeFile(extra, 'export const exercise = 1;');
      // In a notebook the graded cell says it.
      const { text } = await runNode(['-e', shownPoints], {
        UNROLLED_EXERCISES: (await kernelExercises(kit))!,
      });
      assert.match(text, /checks\/other\.ts: its export `exercise`/);
      const { code, text: said } = await unrolled('tidy', '30');
      assert.equal(code, 2);
      assert.match(said, /^error: in .*\n +checks\/other\.ts: its export/m);
    } finally {
      await rm(extra, { force: true });
    }
  });

  it('gets a second exercise below the first, and none by a name that is taken', async () => {
    const text = await readFile(made.notebook, 'utf8');
    for (const [wish, name, message] of [
      ['30', 'attentionWeights', /there is an exercise attention-weights already/],
      ['30', 'rnnForward', /unrolled exports rnnForward already/],
      ['30', 'multiply', /there is an exercise multiply already/],
      ['30', 'while', /can't be a function's name/],
      ['30', '../x', /can't be a function's name/],
      ['31', 'score', /there is no lesson 31; there are 30-attention/],
    ] as const)
      await assert.rejects(newExercise(kit, wish, name), message);
    assert.equal(await readFile(made.notebook, 'utf8'), text);
    await newExercise(kit, '30', 'secondOne');
    const { cells } = parseNotebook(await readFile(made.notebook, 'utf8'));
    const ids = cells.map(({ id }) => id);
    const place = ids.indexOf('attention-weights-check');
    assert.deepEqual(ids.slice(place + 1, place + 4), ['second-one-text', 'second-one', 'second-one-check']); // prettier-ignore
    assert.match(cells[place + 1].source, /^### Exercise 2: `secondOne`/);
  });

  it('is numbered after the last, stands in the list of lessons, and is never overwritten', async () => {
    await settings({ lessons: [lesson] });
    await newLesson(kit, 'next-one');
    const { lessons } = await openCourse(kit);
    assert.deepEqual(lessons.map(({ name }) => name), [lesson, '31-next-one']); // prettier-ignore
    await assert.rejects(newLesson(kit, '30-other'), /there is a lesson 30-attention/);
    await assert.rejects(newLesson(kit, 'Two words'), /names no lesson/);
    await settings({ lessons: ['31-next-one', lesson] });
    const course: Course = await openCourse(kit);
    assert.deepEqual(course.lessons.map(({ name }) => name), ['31-next-one', lesson]); // prettier-ignore
  });

  it("takes the place of the kit's lesson of the same name, which stays as it is", async () => {
    const name = '00-getting-started';
    const theirs = join(own, 'notebooks', `${name}.ipynb`);
    try {
      await settings({});
      await writeFile(theirs, await readFile(join(courseRoot, 'notebooks', `${name}.ipynb`)));
      const { lessons } = await openCourse(courseRoot);
      assert.equal(lessons[0].path, theirs);
      assert.ok(lessons.some(({ path }) => path.startsWith(join(courseRoot, 'notebooks'))));
    } finally {
      await rm(theirs);
    }
  });

  it('is missed where UNROLLED_COURSE names no folder', async () => {
    process.env.UNROLLED_COURSE = join(folder, 'nowhere');
    try {
      await assert.rejects(openCourse(kit), /UNROLLED_COURSE names .*nowhere, which is not there/);
    } finally {
      process.env.UNROLLED_COURSE = own;
    }
    assert.ok(!existsSync(join(folder, 'nowhere')));
  });

  /** What the graded cell shows of a solution that is right. */
  const shownPoints = `
    const { add, map, matmul } = require('unrolled');
    const { check, tf } = require('unrolled/checks');
    const attentionWeights = (x, W, b) => map(add(matmul(W, x), b), Math.tanh);
    check('attention-weights', attentionWeights, tf.layers.dense({ units: 4, activation: 'tanh' }));`;
});

function runNode(args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ code: unknown; text: string }>((resolve) => {
    const options = { cwd: courseRoot, env: { ...process.env, ...env } };
    execFile(process.execPath, args, options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, text: stdout + stderr }),
    );
  });
}
