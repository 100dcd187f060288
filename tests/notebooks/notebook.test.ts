import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import {
  type Output,
  NotebookError,
  parseNotebook,
  serialize,
} from '../../tools/src/notebook/notebook.js';
import { needs } from '../support/needs.js';

const python = process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python';

const id = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
const text = fc.array(
  fc.constantFrom('a', 'é', ' ', '\n', '\r\n', '\r', '\u2028', '\x85', '\v', '\x1c', '"', '😀'),
  { maxLength: 12 },
);
const source = text.map((characters) => characters.join(''));
const plain = { noNullPrototype: true };
const metadata = fc.dictionary(
  fc.constantFrom('tags', 'b', 'a', 'Z'),
  fc.oneof(fc.integer(), fc.string(), fc.array(fc.string()), fc.boolean(), fc.constant(null)),
  plain,
);
const markdown = fc.record(
  { cell_type: fc.constant('markdown' as const), id, metadata, source },
  plain,
);
const code = fc.record(
  {
    cell_type: fc.constant('code' as const),
    id,
    metadata,
    source,
    outputs: fc.constant<Output[]>([]),
    execution_count: fc.option(fc.nat()),
  },
  plain,
);
const notebook = fc.record(
  {
    nbformat: fc.constant(4 as const),
    nbformat_minor: fc.constant(5),
    metadata,
    cells: fc.array(fc.oneof(markdown, code), { maxLength: 6 }),
  },
  plain,
);

describe('notebooks', () => {
  it('come back from their text as they were', () => {
    fc.assert(
      fc.property(notebook, (drawn) => {
        const written = serialize(drawn);
        assert.deepEqual(parseNotebook(written), drawn);
        assert.equal(serialize(parseNotebook(written)), written);
      }),
    );
  });

  it('are written byte for byte as Jupyter writes them', function () {
    needs(this, existsSync(python), 'the Python environment is missing: npm run setup');
    this.timeout(60_000);
    const texts = fc.sample(notebook, { numRuns: 30, seed: 1 }).map(serialize);
    const rewrite =
      'import json, sys, nbformat; json.dump([nbformat.writes(nbformat.from_dict(' +
      "nbformat.reads(t, 4)), 4) + '\\n' for t in json.load(sys.stdin)], sys.stdout)";
    const jupyter = spawnSync(python, ['-W', 'ignore', '-c', rewrite], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
    });
    assert.equal(jupyter.status, 0, jupyter.stderr);
    assert.deepEqual(JSON.parse(jupyter.stdout), texts);
  });

  it('of older formats get cell ids', () => {
    const old = { nbformat: 4, nbformat_minor: 2, metadata: {}, cells: [{}, {}] };
    old.cells = [1, 2].map(() => ({ cell_type: 'markdown', metadata: {}, source: ['a\n', 'b'] }));
    const parsed = parseNotebook(JSON.stringify(old));
    assert.equal(parsed.nbformat_minor, 5);
    assert.deepEqual(
      parsed.cells.map((cell) => [cell.id, cell.source]),
      [
        ['cell-1', 'a\nb'],
        ['cell-2', 'a\nb'],
      ],
    );
  });

  it('say where they are wrong', () => {
    const cell = { cell_type: 'code', id: 'rnn', metadata: {}, source: '', outputs: [] };
    const frame = { nbformat: 4, nbformat_minor: 5, metadata: {} };
    const wrong: [text: string, message: RegExp][] = [
      ['{"cells": [}', /^not JSON: /],
      ['[]', /expected object/],
      ['{}', /nbformat: /],
      [JSON.stringify({ ...frame, nbformat: 3, cells: [] }), /nbformat: .*4/],
      [JSON.stringify({ ...frame, cells: [cell] }), /cells\[0\] \(rnn\)\.execution_count: /],
      [
        JSON.stringify({ ...frame, cells: [{ ...cell, execution_count: null, source: 3 }] }),
        /cells\[0\] \(rnn\)\.source: expected a string or a list of strings/,
      ],
    ];
    for (const [text, message] of wrong)
      assert.throws(
        () => parseNotebook(text),
        (error) => error instanceof NotebookError && message.test(error.message),
      );
  });
});
