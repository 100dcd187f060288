import assert from 'node:assert/strict';
import { exerciseById } from 'unrolled/checks';
import { LessonError, readLesson } from '../../tools/src/grade/lesson.js';
import { cellsToRun } from '../../tools/src/grade/plan.js';
import { rebuild, type RebuiltCell } from '../../tools/src/grade/rebuild.js';
import type { Notebook } from '../../tools/src/notebook/notebook.js';
import {
  code,
  type ExerciseId,
  handedOut,
  lesson,
  solutions,
  source,
  submission,
  withCells,
  withoutCells,
  withSources,
} from './fixture.js';

const rebuilt = (notebook: Notebook) => rebuild(lesson(), notebook);

function solutionIn(cells: readonly RebuiltCell[], exercise: ExerciseId) {
  const found = cells.find((cell) => cell.kind === 'solution' && cell.exercise === exercise);
  assert.ok(found?.kind === 'solution');
  return found;
}

describe('rebuild', () => {
  it('takes the solutions of an honest notebook, and has nothing to say', () => {
    const { cells, notes } = rebuilt(submission());
    assert.deepEqual(
      cells.map((cell) => ('exercise' in cell ? `${cell.kind} ${cell.exercise}` : cell.kind)),
      [
        'setup',
        'solution rnn-cell-forward',
        'check rnn-cell-forward',
        'solution rnn-forward',
        'check rnn-forward',
        'solution dense-forward',
        'check dense-forward',
      ],
    );
    assert.equal(solutionIn(cells, 'rnn-forward').source, solutions['rnn-forward']);
    assert.equal(solutionIn(cells, 'rnn-forward').written, true);
    assert.deepEqual(notes, []);
  });

  it('knows what was not written: the stub, an empty cell, no cell', () => {
    const { cells } = rebuilt(handedOut());
    assert.equal(solutionIn(cells, 'rnn-forward').written, false);
    const spaced = withSources(handedOut(), {
      'rnn-forward': handedOut().cells.find(({ id }) => id === 'rnn-forward')!.source.replace(/\n/g, '  \r\n'), // prettier-ignore
      'dense-forward': ' \n ',
    });
    const { cells: others, notes } = rebuilt(withoutCells(spaced, 'rnn-cell-forward'));
    for (const exercise of ['rnn-cell-forward', 'rnn-forward', 'dense-forward'] as const) {
      assert.equal(solutionIn(others, exercise).written, false, exercise);
    }
    assert.deepEqual(notes, ['The solution cell "rnn-cell-forward" is missing.']);
  });

  it('restores locked cells and puts deleted ones back, and says so', () => {
    const edited = withSources(withoutCells(submission(), 'dense-forward-check'), {
      setup: "import { rnnForward } from 'unrolled';",
      'rnn-forward-check': 'console.log("all right")',
    });
    const { cells, notes } = rebuilt(edited);
    assert.ok(cells[0].kind === 'setup');
    assert.match(cells[0].source, /Matrix, add, matmul/);
    assert.deepEqual(notes, [
      'The locked cell "setup" was changed; its own text was put back.',
      'The locked cell "rnn-forward-check" was changed; its own text was put back.',
      'The cell "dense-forward-check" was deleted; it was put back.',
    ]);
  });

  it('counts the first of duplicates, by grade_id and by cell id', () => {
    const original = submission().cells.find(({ id }) => id === 'rnn-forward')!;
    const copy = { ...original, id: 'copy', source: '// a second try' };
    const { cells, notes } = rebuilt(withCells(submission(), 'dense-forward', copy));
    assert.equal(solutionIn(cells, 'rnn-forward').source, solutions['rnn-forward']);
    assert.ok(!cells.some((cell) => cell.kind === 'added'));
    assert.match(notes[0], /is a copy of the cell "rnn-forward" and was ignored/);
  });

  it('finds a cell by its id where the metadata are gone', () => {
    const bare = submission();
    const stripped = { ...bare, cells: bare.cells.map((cell) => ({ ...cell, metadata: {} })) };
    const { cells, notes } = rebuilt(stripped);
    assert.equal(solutionIn(cells, 'rnn-forward').source, solutions['rnn-forward']);
    assert.deepEqual(notes, []);
  });

  it('believes no metadata: roles come from the source', () => {
    const forged = code('mine', 'const free = 1;', {
      unrolled: { role: 'setup' },
      nbgrader: { grade: true, locked: true, grade_id: 'unknown', points: 100 },
    });
    const { cells } = rebuilt(withCells(submission(), 'rnn-forward', forged));
    assert.deepEqual(
      cells.filter(({ kind }) => kind === 'added'),
      [{ kind: 'added', source: 'const free = 1;', name: 'cell 6' }],
    );
  });

  it('runs added cells in their place, before and after the lesson’s own', () => {
    const first = withCells(submission(), 'title', code('a', 'const a = 1;'));
    const { cells, notes } = rebuilt(withCells(first, 'dense-forward', code('b', 'const b = 1;')));
    assert.deepEqual(
      cells.map(({ kind }) => kind),
      ['added', 'setup', 'solution', 'check', 'solution', 'check', 'added', 'solution', 'check'],
    );
    assert.deepEqual(notes, ['2 added cells ran in their place.']);
  });

  it('keeps the lesson’s order where a student has moved cells', () => {
    const { cells } = submission();
    const { cells: ordered } = rebuilt({ ...submission(), cells: cells.toReversed() });
    assert.deepEqual(
      ordered.flatMap((cell) => (cell.kind === 'solution' ? [cell.exercise] : [])),
      ['rnn-cell-forward', 'rnn-forward', 'dense-forward'],
    );
  });

  it('takes a solution cell as code that was made a text cell', () => {
    const notebook = submission();
    const cells = notebook.cells.map((cell) =>
      cell.id === 'rnn-forward' ? { ...cell, cell_type: 'markdown' as const } : cell,
    );
    const { cells: found, notes } = rebuilt({ ...notebook, cells });
    assert.equal(solutionIn(found, 'rnn-forward').source, solutions['rnn-forward']);
    assert.match(notes[0], /was made a markdown cell; it ran as code/);
  });
});

describe('cellsToRun', () => {
  const exercise = exerciseById('rnn-forward');

  it('are those above the graded cell, no graded cells and no demonstrations', () => {
    const { cells } = rebuilt(withCells(submission(), 'rnn-forward', code('a', 'const a = 1;')));
    const kinds = cellsToRun(cells, exercise, new Set()).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['course', 'earlier', 'added', 'own']);
  });

  it('have the course’s solution in the place of a failed one', () => {
    const { cells } = rebuilt(submission({ 'rnn-cell-forward': 'wrong' }));
    const [, replaced] = cellsToRun(cells, exercise, new Set(['rnn-cell-forward']));
    assert.equal(replaced.kind, 'course');
    assert.equal(replaced.source, solutions['rnn-cell-forward']);
  });
});

describe('readLesson', () => {
  it('refuses a lesson whose cells contradict each other', () => {
    const all = ['rnn-cell-forward', 'rnn-forward', 'dense-forward'].map(exerciseById);
    const read = (notebook: Notebook) => () => readLesson(notebook, notebook, all);
    assert.throws(read(withoutCells(source(), 'rnn-forward')), LessonError);
    assert.throws(read(withoutCells(source(), 'rnn-forward-check')), /no graded cell of rnn-for/);
    assert.throws(() => readLesson(source(), source(), []), /no exercise "rnn-cell-forward"/);
    const twice = source();
    assert.throws(read({ ...twice, cells: [...twice.cells, ...twice.cells] }), /a second solution/);
  });
});
