import assert from 'node:assert/strict';
import { findLeaks } from '../../tools/src/build/leaks.js';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import type { Notebook } from '../../tools/src/notebook/notebook.js';
import { addBias, edited, lesson, solution } from './fixture.js';

const step = 'for (let j = 0; j < Z.cols; j++) sum.set(i, j, Z.get(i, j) + b.get(i, 0));';
const region = solution.split('\n').slice(2, -2).join('\n');

/** Cells in which a student would find the solution of this source. */
function leakingCells(source: Notebook): string[] {
  const leaks = findLeaks(source, studentCopy(source, [addBias]));
  assert.ok(leaks.every(({ exercise }) => exercise === 'add-bias'));
  return [...new Set(leaks.map(({ cell }) => cell))];
}

function tagged(notebook: Notebook, id: string, tag: string): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.id === id ? { ...cell, metadata: { ...cell.metadata, tags: [tag] } } : cell,
  );
  return { ...notebook, cells };
}

describe('leaks of solutions', () => {
  it('are not seen where there are none', () => {
    assert.deepEqual(leakingCells(lesson()), []);
  });

  it('are found where a region stands in a hint, however it is broken into lines', () => {
    const hint = '```ts\n' + region.replaceAll(' ', '\n ') + '\n```';
    assert.deepEqual(leakingCells(edited('statement', (text) => text + '\n' + hint)), [
      'statement',
    ]);
  });

  it('are found where the region was left outside of the markers, comments or not', () => {
    const commented = region.replace('return', '// the result\n return');
    const source = edited('add-bias', (text) => text + '\n/* or */\n' + commented);
    assert.deepEqual(leakingCells(source), ['add-bias']);
  });

  it('are found where one telling line stands in a demo', () => {
    assert.deepEqual(leakingCells(edited('text', (text) => text + '\n' + step)), ['text']);
  });

  it('are found in metadata', () => {
    const source = lesson();
    const cells = source.cells.map((cell) =>
      cell.id === 'demo' ? { ...cell, metadata: { note: [step] } } : cell,
    );
    assert.deepEqual(leakingCells({ ...source, cells }), ['demo']);
    const metadata = { ...source.metadata, note: { deep: region } };
    assert.deepEqual(leakingCells({ ...source, metadata }), ["the notebook's metadata"]);
  });

  it('are found where the copy was not stripped at all', () => {
    assert.deepEqual(
      findLeaks(lesson(), lesson()).map(({ cell }) => cell),
      ['add-bias'],
    );
  });

  it('are no leaks where a line says nothing', () => {
    const harmless = 'for (let i = 0; i < Z.rows; i++) {\n}\nconst sum = 3;\nreturn sum;';
    assert.deepEqual(leakingCells(edited('text', () => harmless)), []);
  });

  it('may be single lines in a cell tagged reveals-solution, but never the whole region', () => {
    const line = edited('statement', (text) => text + '\n' + step);
    const whole = edited('statement', (text) => text + '\n' + region);
    assert.deepEqual(leakingCells(tagged(line, 'statement', 'reveals-solution')), []);
    assert.deepEqual(leakingCells(tagged(whole, 'statement', 'reveals-solution')), ['statement']);
  });
});
