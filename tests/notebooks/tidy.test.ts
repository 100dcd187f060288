import assert from 'node:assert/strict';
import { nbgraderOf } from '../../tools/src/notebook/metadata.js';
import type { Notebook } from '../../tools/src/notebook/notebook.js';
import { describeProblem, tidyNotebook } from '../../tools/src/tidy/tidyNotebook.js';
import { addBias, code, edited, lesson, markdown } from '../build/fixture.js';

describe('tidying', () => {
  const tidied = (notebook: Notebook) => tidyNotebook(notebook, addBias.lesson, [addBias]);

  it('changes nothing twice', () => {
    const once = lesson();
    assert.deepEqual(tidied(once), { notebook: once, problems: [] });
  });

  it('drops outputs, counts and what editors leave behind', () => {
    const dirty = lesson();
    const cells = dirty.cells.map((cell) => ({
      ...cell,
      metadata: { ...cell.metadata, collapsed: true, execution: { 'iopub.status.busy': 'now' } },
      ...(cell.cell_type === 'code'
        ? { outputs: [{ output_type: 'stream', name: 'stdout', text: 'x' }], execution_count: 7 }
        : {}),
    }));
    const metadata = { ...dirty.metadata, widgets: {}, kernelspec: { name: 'x' } };
    assert.deepEqual(tidied({ ...dirty, metadata, cells }).notebook, lesson());
  });

  it("writes nbgrader's metadata as the role asks, with the exercise's points", () => {
    const byId = new Map(lesson().cells.map((cell) => [cell.id, nbgraderOf(cell)]));
    const common = { schema_version: 3, task: false, cell_type: 'code' };
    assert.deepEqual(byId.get('add-bias'), {
      ...common,
      grade: false,
      solution: true,
      locked: false,
      grade_id: 'add-bias',
    });
    assert.deepEqual(byId.get('add-bias-check'), {
      ...common,
      grade: true,
      solution: false,
      locked: true,
      grade_id: 'add-bias-check',
      points: 2,
    });
    assert.equal(byId.get('setup')?.locked, true);
    assert.equal(byId.get('plot'), undefined);
  });

  it('gives readable ids where an editor made them up, and leaves the others', () => {
    const cells = [
      markdown('0123abcd', '# Getting started'),
      markdown('7f9c2ba4-e88f-427d-9c1f-0a1b2c3d4e5f', 'More of it.'),
      code('deadbeef', 'function addBias() {\n  // BEGIN SOLUTION\n  // END SOLUTION\n}', {
        role: 'solution',
        exercise: 'add-bias',
      }),
      code('mine', '1;'),
      code('mine', '2;'),
      code('cafecafe', "await check('add-bias', addBias);", {
        role: 'check',
        exercise: 'add-bias',
      }),
    ];
    const { notebook } = tidied({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
    assert.deepEqual(
      notebook.cells.map((cell) => cell.id),
      [
        'getting-started',
        'getting-started-2',
        'add-bias',
        'mine',
        'getting-started-3',
        'add-bias-check',
      ],
    );
  });

  const faults: [why: string, notebook: () => Notebook, problem: RegExp][] = [
    ['no title', () => edited('title', () => 'Hello'), /first cell has no title/],
    [
      'no check cell',
      () => withCells((cells) => cells.filter(({ id }) => id !== 'add-bias-check')),
      /1 solution cells and 0 check cells/,
    ],
    ['the check first', () => withCells((cells) => cells.toReversed()), /checked before/],
    [
      'a role that does not exist',
      () => withCells((cells) => [...cells, code('x', '1', { role: 'demo' })]),
      /cell x: the metadata `unrolled`/,
    ],
    [
      'an exercise that does not exist',
      () => withCells((cells) => [...cells, code('x', '1', { role: 'check', exercise: 'y' })]),
      /no exercise y/,
    ],
    [
      'a solution outside of a function',
      () => edited('add-bias', (t) => t.replace('  // BEGIN', '// BEGIN')),
      /body of a function/,
    ],
    [
      'a solution that declares another function',
      () => edited('add-bias', (t) => t.replace('addBias', 'addIt')),
      /does not declare addBias/,
    ],
    [
      'a setup cell that imports something else',
      () => edited('setup', (t) => `${t}\nimport { readFileSync } from 'node:fs';`),
      /imports from 'unrolled' only, not from 'node:fs'/,
    ],
    ['a picture without words', () => edited('demo', () => '![](a.svg)'), /no alternative text/],
    ['a broken equation', () => edited('demo', () => '$\\frac{1$'), /cell demo: the equation/],
    ['an empty cell', () => edited('text', () => ' '), /cell text: it is empty/],
  ];
  for (const [why, notebook, problem] of faults)
    it(`reports ${why}`, () => {
      const { problems } = tidied(notebook());
      assert.ok(
        problems.some((found) => problem.test(describeProblem(found))),
        problems.map(describeProblem).join('\n'),
      );
    });
});

function withCells(change: (cells: Notebook['cells']) => Notebook['cells']): Notebook {
  const notebook = lesson();
  return { ...notebook, cells: change(notebook.cells) };
}
