import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exercises } from 'unrolled/checks';
import { build } from '../../tools/src/build/build.js';
import { openCourse } from '../../tools/src/course/course.js';
import { lessonsIn } from '../../tools/src/notebook/lessons.js';
import { roleOf } from '../../tools/src/notebook/metadata.js';
import {
  type Cell,
  type Notebook,
  parseNotebook,
  serialize,
} from '../../tools/src/notebook/notebook.js';
import { needPython, root } from '../kernel/testKernel.js';
import { nbgrader } from './environment.js';

const lesson = '00-getting-started';

describe('unrolled build --nbgrader', function () {
  this.timeout(900_000);
  let course: string;

  before(async function () {
    needPython(this);
    course = await mkdtemp(join(tmpdir(), 'unrolled-nbgrader-'));
  });
  after(() => rm(course, { recursive: true, force: true }));

  /** The lesson without its demonstrations, which take nbgrader long and earn nothing. */
  async function exercisesOnly(): Promise<Notebook> {
    const source = parseNotebook(
      await readFile(join(root, 'notebooks', `${lesson}.ipynb`), 'utf8'),
    );
    const isNeeded = (cell: Cell, index: number) =>
      index === 0 || roleOf(cell) !== undefined || cell.source.includes('unrolled/checks');
    const cells = source.cells.filter(isNeeded);
    return { ...source, cells };
  }

  const buildCourse = async () =>
    build({
      course: await openCourse(course),
      out: join(course, 'build'),
      lessons: await lessonsIn(join(course, 'notebooks')),
      keepOthers: false,
      parts: { student: false, solutions: false, site: false, nbgrader: true, gradescope: false },
      jobs: 1,
      tell: () => {},
    });

  it('gives a course that nbgrader grades: right is all, blank nothing, one failing cell that cell', async () => {
    const source = await exercisesOnly();
    await mkdir(join(course, 'notebooks'));
    await writeFile(join(course, 'notebooks', `${lesson}.ipynb`), serialize(source));
    assert.deepEqual(await buildCourse(), []);
    const folder = join(course, 'build/nbgrader');
    nbgrader(folder, 'generate_assignment', lesson);
    const blank = parseNotebook(
      await readFile(join(folder, 'release', lesson, `${lesson}.ipynb`), 'utf8'),
    );
    assert.doesNotMatch(serialize(blank), /BEGIN SOLUTION/);
    const failing = source.cells.map((cell) =>
      cell.id === 'add-bias'
        ? { ...cell, source: cell.source.replace('return', 'return Z;\n  return') }
        : cell,
    );
    const submissions = { blank, right: source, 'one-failing': { ...source, cells: failing } };
    for (const [student, notebook] of Object.entries(submissions)) {
      await mkdir(join(folder, 'submitted', student, lesson), { recursive: true });
      await writeFile(
        join(folder, 'submitted', student, lesson, `${lesson}.ipynb`),
        serialize(notebook),
      );
    }
    nbgrader(folder, 'autograde', lesson);
    nbgrader(folder, 'generate_feedback', lesson);
    nbgrader(folder, 'export');
    const [header, ...rows] = (await readFile(join(folder, 'grades.csv'), 'utf8'))
      .trim()
      .split('\n');
    const column = (name: string) => header.split(',').indexOf(name);
    const scores = rows.map((row) =>
      ['student_id', 'score', 'max_score'].map((name) => row.split(',')[column(name)]),
    );
    const points = (id?: string) =>
      exercises
        .filter((exercise) => exercise.lesson === lesson && exercise.id !== id)
        .flatMap(({ checks }) => checks)
        .reduce((sum, check) => sum + check.points, 0)
        .toFixed(1);
    assert.deepEqual(scores.sort(), [
      ['blank', '0.0', points()],
      ['one-failing', points('add-bias'), points()],
      ['right', points(), points()],
    ]);
    const page = join(folder, 'feedback/one-failing', lesson, `${lesson}.html`);
    assert.match(await readFile(page, 'utf8'), /CheckFailed/);
  });

  it('leaves what else is in the course: submissions, grades, settings of the teacher', async () => {
    const folder = join(course, 'build/nbgrader');
    await cp(join(folder, 'submitted/right'), join(folder, 'submitted/late'), { recursive: true });
    const settings = join(folder, 'nbgrader_config.py');
    await writeFile(settings, '# mine');
    assert.deepEqual(await buildCourse(), []);
    assert.equal(await readFile(settings, 'utf8'), '# mine');
    for (const path of ['gradebook.db', `submitted/late/${lesson}/${lesson}.ipynb`, 'grades.csv'])
      assert.ok((await readFile(join(folder, path))).length > 0, path);
  });
});
