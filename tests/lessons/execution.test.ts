import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exercises } from 'unrolled/checks';
import { execute } from '../../tools/src/build/execute.js';
import { type CodeCell, parseNotebook } from '../../tools/src/notebook/notebook.js';
import { needPython, root, stockKernel, TestKernel } from '../kernel/testKernel.js';

const folder = join(root, 'notebooks');
const lessons = readdirSync(folder).filter((name) => name.endsWith('.ipynb'));

/** The code cells of a lesson's source, its solutions included. */
function codeCells(name: string): CodeCell[] {
  const { cells } = parseNotebook(readFileSync(join(folder, name), 'utf8'));
  return cells.filter((cell): cell is CodeCell => cell.cell_type === 'code');
}

/** What each graded cell of a lesson shows where all is right. */
function greenChecks(name: string): string[] {
  return exercises
    .filter(({ lesson }) => `${lesson}.ipynb` === name)
    .map(
      ({ functionName, checks }) =>
        `✓ ${functionName}: all ${checks.length} checks agree with tf.js`,
    );
}

describe('the lessons, from top to bottom', function () {
  this.timeout(900_000);

  before(function () {
    needPython(this);
  });

  for (const name of lessons) {
    it(`${name}: every cell runs, the last one too, and every check is green`, async () => {
      const place = mkdtempSync(join(tmpdir(), 'unrolled-lesson-'));
      try {
        const source = parseNotebook(readFileSync(join(folder, name), 'utf8'));
        const { notebook, failure } = await execute(source, join(place, name));
        assert.equal(failure, undefined, JSON.stringify(failure));
        const cells = notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === 'code');
        assert.deepEqual(
          cells.map((cell) => cell.execution_count),
          cells.map((_, i) => i + 1),
        );
        const outputs = cells.flatMap((cell) => cell.outputs);
        const warnings = outputs.filter((output) => output['name'] === 'stderr');
        assert.deepEqual(warnings, []);
        const shown = JSON.stringify(outputs);
        for (const green of greenChecks(name)) assert.ok(shown.includes(green), green);
      } finally {
        rmSync(place, { recursive: true });
      }
    });
  }

  it('02 runs under tslab as it comes, too', async () => {
    const name = '02-recurrent-networks.ipynb';
    const sources = codeCells(name).map((cell) => cell.source);
    const outputs = await TestKernel.runNotebook(sources, root, stockKernel);
    assert.equal(outputs.length, sources.length);
    const warnings = outputs.flat().filter((output) => output['name'] === 'stderr');
    assert.deepEqual(warnings, []);
    const shown = JSON.stringify(outputs);
    for (const green of greenChecks(name)) assert.ok(shown.includes(green), green);
  });
});
