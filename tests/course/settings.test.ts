import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choose, exerciseById, exercises } from 'unrolled/checks';
import { withPoints } from '../../tools/src/build/withPoints.js';
import { openCourse } from '../../tools/src/course/course.js';
import { courseSchema } from '../../tools/src/course/settings.js';
import { nbgraderOf } from '../../tools/src/notebook/metadata.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { lessonId, lessonSource } from '../grade/classroom.js';

/** What a course of this course.json says is wrong, in a kit that has one lesson. */
async function complaint(content: string | object): Promise<string> {
  const kit = await mkdtemp(join(tmpdir(), 'unrolled-settings-'));
  const named = process.env.UNROLLED_COURSE;
  delete process.env.UNROLLED_COURSE;
  try {
    await mkdir(join(kit, 'notebooks'));
    await writeFile(join(kit, 'notebooks', `${lessonId}.ipynb`), serialize(await lessonSource()));
    await mkdir(join(kit, 'course'));
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await writeFile(join(kit, 'course/course.json'), text);
    await openCourse(kit);
    return '';
  } catch (error) {
    return String(error).replaceAll(join(kit, 'course'), '…');
  } finally {
    if (named !== undefined) process.env.UNROLLED_COURSE = named;
    await rm(kit, { recursive: true });
  }
}

describe('course.json', () => {
  it('is described by the published schema', async () => {
    const file = join(import.meta.dirname, '../../docs/course.schema.json');
    assert.equal(await readFile(file, 'utf8'), courseSchema());
  });

  it('may be empty, or say all that there is to say', async () => {
    for (const settings of [
      {},
      {
        lessons: [lessonId],
        exercises: {
          'rnn-forward': { points: 10, tolerance: 2 },
          'dense-forward': { points: { softmax: 0.5 } },
        },
        deadlines: { [lessonId]: '2026-10-12T23:59:00+02:00' },
        latePenalty: 0,
      },
    ])
      assert.equal(await complaint(settings), '');
  });

  const zone = 'a date and time with its zone, such as 2026-10-12T23:59:00+02:00';
  for (const [what, settings, message] of [
    ['no JSON', '{\n  "lessons": [,]\n}', /…\/course\.json: not JSON: /],
    [
      'another field',
      { lesson: [] },
      'found the field "lesson", but expected only lessons, exercises, deadlines, latePenalty',
    ],
    [
      'no object',
      [],
      'found [], but expected an object with lessons, exercises, deadlines, latePenalty',
    ],
    [
      'no such lesson',
      { lessons: [lessonId, '33-x'] },
      `lessons[1]: found "33-x", but expected a lesson: ${lessonId}`,
    ],
    [
      'a lesson twice',
      { lessons: [lessonId, lessonId] },
      /: lessons: found .*, but expected each lesson once/,
    ],
    [
      'a number for a lesson',
      { lessons: [2] },
      'lessons[0]: found 2, but expected the name of a lesson',
    ],
    [
      'a day without time',
      { deadlines: { [lessonId]: '2026-10-12' } },
      `deadlines["${lessonId}"]: found "2026-10-12", but expected ${zone}`,
    ],
    [
      'a time without zone',
      { deadlines: { [lessonId]: '2026-10-12T23:59:00' } },
      `deadlines["${lessonId}"]: found "2026-10-12T23:59:00", but expected ${zone}`,
    ],
    [
      'a day that there is not',
      { deadlines: { [lessonId]: '2026-02-30T12:00:00Z' } },
      /found "2026-02-30T12:00:00Z", but expected a date/,
    ],
    [
      'a deadline of no lesson',
      { deadlines: { '02': '2026-10-12T23:59:00Z' } },
      `deadlines: found "02", but expected a lesson: ${lessonId}`,
    ],
    [
      'a penalty above all',
      { latePenalty: 101 },
      'latePenalty: found 101, but expected a number from 0 to 100',
    ],
    [
      'no such exercise',
      { exercises: { 'rnn-fwd': {} } },
      /exercises: found "rnn-fwd", but expected an exercise: multiply, /,
    ],
    [
      'another choice',
      { exercises: { multiply: { point: 2 } } },
      'exercises["multiply"]: found the field "point", but expected only points, tolerance',
    ],
    [
      'half a point',
      { exercises: { multiply: { points: 2.5 } } },
      /exercises\["multiply"\]\.points: found 2\.5, but expected a whole number from 1 to 1000, or/,
    ],
    [
      'too few points',
      { exercises: { multiply: { points: 1 } } },
      'exercises["multiply"].points: found 1, but expected at least 2, one for each check: values, vectors',
    ],
    [
      'points of no check',
      { exercises: { multiply: { points: { value: 1 } } } },
      'exercises["multiply"].points: found "value", but expected a check of this exercise: values, vectors',
    ],
    [
      'no tolerance',
      { exercises: { multiply: { tolerance: 0 } } },
      'exercises["multiply"].tolerance: found 0, but expected a number from 0.001 to 1000',
    ],
    [
      'tolerance without need',
      { exercises: { 'sample-from': { tolerance: 2 } } },
      /tolerance: found 2, but expected none/,
    ],
  ] as const)
    // prettier-ignore
    it(`with ${what}: says the file, the field, what was found, what was expected`, async () => {
      const said = await complaint(settings);
      if (typeof message === 'string') assert.ok(said.includes(message), said);
      else assert.match(said, message);
      assert.match(said, /…\/course\.json: /);
    });
});

describe('the choices of a teacher', () => {
  const pointsOf = (id: string, points: number | Record<string, number>) =>
    choose(exercises, { [id]: { points } })
      .find((exercise) => exercise.id === id)!
      .checks.map((check) => check.points);

  it('share whole points out as the kit does, at least one for each check', () => {
    assert.deepEqual(pointsOf('dense-forward', 4), [2, 1, 1]);
    assert.deepEqual(pointsOf('dense-forward', 8), [4, 2, 2]);
    assert.deepEqual(pointsOf('dense-forward', 3), [1, 1, 1]);
    assert.equal(pointsOf('dense-forward', 9).reduce((a, b) => a + b), 9); // prettier-ignore
    assert.deepEqual(pointsOf('dense-forward', { 'large-values': 0.5 }), [2, 1, 0.5]);
  });

  it('multiply a tolerance, and say so where it is explained', () => {
    const [chosen] = choose([exerciseById('multiply')], { multiply: { tolerance: 3 } });
    assert.deepEqual(
      { ...chosen.tolerance, reason: '' },
      { absolute: 3e-5, relative: 3e-4, reason: '' },
    );
    assert.match(chosen.tolerance.reason, /your teacher has multiplied .* by 3$/);
  });

  it('show in a lesson where it says how many points there are', async () => {
    const chosen = choose(exercises, { 'dense-forward': { points: 8 } });
    const source = await lessonSource();
    const { cells } = withPoints(source, lessonId, exercises, chosen);
    const text = cells.map((cell) => cell.source).join('\n');
    assert.match(text, /`denseForward` \(8 points\)/);
    assert.match(text, /`rnnForward` \(5 points\)/);
    assert.match(text, /\*\*Time:\*\* about 90 minutes, 18 points\./);
    const graded = cells.find(({ id }) => id === 'dense-forward-check')!;
    assert.equal(nbgraderOf(graded)?.points, 8);
    assert.equal(serialize(withPoints(source, lessonId, exercises, exercises)), serialize(source));
  });
});
