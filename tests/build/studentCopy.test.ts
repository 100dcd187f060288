import assert from 'node:assert/strict';
import fc from 'fast-check';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { serialize, type Notebook } from '../../tools/src/notebook/notebook.js';
import { addBias, code, edited, lesson, markdown } from './fixture.js';

const stub = "throw new Error('addBias is not written yet: replace this line with your code.');";

function sourceOf(notebook: Notebook, id: string): string {
  return notebook.cells.find((cell) => cell.id === id)?.source ?? assert.fail(`no cell ${id}`);
}

/** A solution cell's lines, in pieces: what is shown, and what is hidden behind which indent. */
const line = fc.stringMatching(/^ {0,4}[a-z][a-z0-9 =;(){}]{0,20}$/);
const shown = fc.record({ kind: fc.constant('shown' as const), lines: fc.array(line) });
const hidden = fc.record({
  kind: fc.constant('hidden' as const),
  lines: fc.array(line.map((text) => `${text} SECRET`)),
  indent: fc.integer({ min: 0, max: 8 }).map((width) => ' '.repeat(width)),
});
const pieces = fc.array(fc.oneof(shown, hidden), { maxLength: 8 });

describe("the student's copy", () => {
  it('has a stub in the place of the solution, and says which function is missing', () => {
    assert.equal(
      sourceOf(studentCopy(lesson(), [addBias]), 'add-bias'),
      `function addBias(Z: Matrix, b: Matrix): Matrix {\n  ${stub}\n}`,
    );
  });

  it('keeps every shown line and drops every hidden one, whatever the regions', () => {
    fc.assert(
      fc.property(pieces, (drawn) => {
        const source = drawn.flatMap((piece) =>
          piece.kind === 'shown'
            ? piece.lines
            : [
                `${piece.indent}// BEGIN SOLUTION`,
                ...piece.lines,
                `${piece.indent}// END SOLUTION`,
              ],
        );
        const expected = drawn.flatMap((piece) =>
          piece.kind === 'shown' ? piece.lines : [piece.indent + stub],
        );
        const notebook = edited('add-bias', () => source.join('\n'));
        const copy = studentCopy(notebook, [addBias]);
        assert.equal(sourceOf(copy, 'add-bias'), expected.join('\n'));
        assert.deepEqual(studentCopy(copy, [addBias]), copy);
      }),
    );
  });

  it('leaves its source as it was', () => {
    const source = lesson();
    const before = serialize(source);
    studentCopy(source, [addBias]);
    assert.equal(serialize(source), before);
  });

  it('has no outputs, no counts and no hidden tests', () => {
    const notebook = edited(
      'add-bias-check',
      (text) => `// BEGIN HIDDEN TESTS\nawait secret();\n// END HIDDEN TESTS\n${text}`,
    );
    const cells = notebook.cells.map((cell) =>
      cell.cell_type === 'code'
        ? { ...cell, outputs: [{ output_type: 'stream', text: 'x' }], execution_count: 3 }
        : cell,
    );
    const copy = studentCopy({ ...notebook, cells }, [addBias]);
    assert.deepEqual(copy, studentCopy(lesson(), [addBias]));
  });

  it('refuses markers that are unpaired, nested or in the wrong cell, naming the cell', () => {
    const cases: [id: string, edit: (text: string) => string, message: RegExp][] = [
      ['add-bias', (t) => t.replace('// END SOLUTION', ''), /add-bias.*line 2 has no END/],
      ['add-bias', (t) => t.replace('// BEGIN SOLUTION', ''), /add-bias.*no BEGIN SOLUTION/],
      ['add-bias', (t) => t.replace('return', '// BEGIN SOLUTION\nreturn'), /add-bias.*inside/],
      ['add-bias', (t) => t.replace('END SOLUTION', 'END HIDDEN TESTS'), /add-bias/],
      ['add-bias', (t) => t.replaceAll('SOLUTION', 'HIDDEN TESTS'), /add-bias.*not a check/],
      ['text', () => '  // BEGIN SOLUTION\n  1;\n  // END SOLUTION', /text.*without that role/],
      ['demo', () => 'BEGIN SOLUTION\nx\nEND SOLUTION', /demo.*without that role/],
    ];
    for (const [id, edit, message] of cases)
      assert.throws(() => studentCopy(edited(id, edit), [addBias]), message);
  });

  it('refuses an exercise that the course does not have', () => {
    const stray = code('stray', '{\n  // BEGIN SOLUTION\n  // END SOLUTION\n}', {
      role: 'solution',
      exercise: 'no-such',
    });
    const notebook = { ...lesson(), cells: [markdown('title', '# T'), stray] };
    assert.throws(() => studentCopy(notebook, [addBias]), /cell stray.*no exercise no-such/);
  });
});
