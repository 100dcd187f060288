import { zipSync } from 'fflate';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exercises } from 'unrolled/checks';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { type Notebook, parseNotebook, serialize } from '../../tools/src/notebook/notebook.js';
import { tidyNotebook } from '../../tools/src/tidy/tidyNotebook.js';
import { code, withCells, withoutCells, withSources } from './fixture.js';

/** A class that hands in lesson 02 in every way that people find; for villains see tests/attacks. */

export const lessonId = '02-recurrent-networks';
const course = fileURLToPath(new URL('../../', import.meta.url));
const sourceFile = join(course, 'notebooks', `${lessonId}.ipynb`);

/** Statuses in the order of the lesson's exercises: cell, dense, forward, concatenated. */
type Statuses = readonly [string, string, string, string];

export interface Student {
  readonly name: string;
  /** What is written into the folder of submissions: path to content. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly expected:
    | { readonly statuses: Statuses; readonly message?: RegExp; readonly note?: RegExp }
    | { readonly error: RegExp };
}

const ids = ['rnn-cell-forward', 'dense-forward', 'rnn-forward', 'rnn-cell-forward-concatenated'];
const allPassed: Statuses = ['passed', 'passed', 'passed', 'passed'];
const nothing: Statuses = ['missing', 'missing', 'missing', 'missing'];

/** The lesson's source as `unrolled tidy` leaves it. */
export async function lessonSource(): Promise<Notebook> {
  const source = parseNotebook(await readFile(sourceFile, 'utf8'));
  return tidyNotebook(source, lessonId, exercises).notebook;
}

export async function students(): Promise<Student[]> {
  const source = await lessonSource();
  const blank = studentCopy(source, exercises);
  const reference = Object.fromEntries(
    source.cells.filter(({ id }) => ids.includes(id)).map((cell) => [cell.id, cell.source]),
  );
  const right = withSources(blank, reference);
  const stub = (id: string) => blank.cells.find((cell) => cell.id === id)!.source;
  /** Right but for one cell. */
  const but = (id: string, text: string) => withSources(right, { [id]: text });
  const variant = async (id: string, name: string) => {
    const path = join(course, 'tests/exercises', lessonId, id, `${name}.ts`);
    return (await readFile(path, 'utf8')).replace(/^export /gm, '');
  };
  const signature = (id: string) => stub(id).split('throw')[0];
  const body = (id: string, text: string) => `${signature(id)}${text}\n}`;
  const notebook = (name: string, content: Notebook, expected: Student['expected']): Student => ({
    name,
    files: { [`${name}/${lessonId}.ipynb`]: serialize(content) },
    expected,
  });
  const raw = (name: string, content: string | Uint8Array, error: RegExp): Student => ({
    name,
    files: { [`${name}/${lessonId}.ipynb`]: content },
    expected: { error },
  });
  const cellCode = (id: string) => right.cells.find((cell) => cell.id === id)!;

  return [
    notebook('right-as-the-course', right, { statuses: allPassed }),
    notebook(
      'right-with-loops',
      withSources(blank, {
        'rnn-cell-forward': await variant('rnn-cell-forward', 'right-loops'),
        'dense-forward': await variant('dense-forward', 'right-loops'),
        'rnn-forward': await variant('rnn-forward', 'right-one-example-at-a-time'),
        'rnn-cell-forward-concatenated': await variant(
          'rnn-cell-forward-concatenated',
          'right-loops',
        ),
      }),
      { statuses: allPassed },
    ),
    notebook(
      'right-with-a-helper-cell',
      withCells(
        but(
          'dense-forward',
          body(
            'dense-forward',
            'return squash(add(matmul(parameters.Wya, at), parameters.by), activation);',
          ),
        ),
        'dense-forward',
        code(
          'helper',
          "import { display } from 'tslab';\n" +
            "const squash = (z: Matrix, how: OutputActivation) => (how === 'softmax' ? softmax(z) : sigmoid(z));\n" +
            "display.html('<b>my helper</b>');\nconsole.log('defined');",
        ),
      ),
      { statuses: allPassed, note: /1 added cell ran/ },
    ),
    notebook('blank', blank, { statuses: nothing, message: /was not written/ }),
    notebook(
      'half-done',
      withSources(right, {
        'rnn-forward': stub('rnn-forward'),
        'rnn-cell-forward-concatenated': ' ',
      }),
      { statuses: ['passed', 'passed', 'missing', 'missing'] },
    ),
    notebook(
      'one-bug',
      but('rnn-cell-forward', await variant('rnn-cell-forward', 'wrong-bias-missing')),
      {
        statuses: ['failed', 'passed', 'passed', 'passed'],
        message: /this is what comes out when ba is left out/,
      },
    ),
    notebook(
      'partly-right',
      but('rnn-forward', await variant('rnn-forward', 'wrong-lengths-ignored')),
      { statuses: ['passed', 'passed', 'partial', 'passed'], message: /lengths/ },
    ),
    notebook('syntax-error', but('dense-forward', 'function denseForward(at: Matrix {'), {
      statuses: ['passed', 'error', 'passed', 'passed'],
      message: /does not compile.\nline 1:/,
    }),
    notebook('type-error', but('rnn-cell-forward', body('rnn-cell-forward', "return 'tanh';")), {
      statuses: ['error', 'passed', 'passed', 'passed'],
      message: /Type 'string' is not assignable to type 'Matrix'/,
    }),
    notebook('endless-loop', but('rnn-cell-forward', body('rnn-cell-forward', 'while (true) {}')), {
      statuses: ['error', 'passed', 'passed', 'passed'],
      message: /a loop that never ends/,
    }),
    notebook('endless-cell', but('dense-forward', 'for (;;) {}'), {
      statuses: ['passed', 'error', 'passed', 'passed'],
      message: /The cell took longer/,
    }),
    notebook('exits', but('rnn-forward', `process.exit(0);\n${reference['rnn-forward']}`), {
      statuses: ['passed', 'passed', 'error', 'passed'],
      message: /ended its process/,
    }),
    notebook('throws', but('dense-forward', "throw new TypeError('not yet');"), {
      statuses: ['passed', 'error', 'passed', 'passed'],
      message: /The cell threw TypeError: not yet/,
    }),
    notebook('other-name', but('dense-forward', 'function dense_forward() {}'), {
      statuses: ['passed', 'error', 'passed', 'passed'],
      message: /does not define denseForward/,
    }),
    notebook(
      'deleted-cells',
      withoutCells(right, 'setup', 'dense-forward-check', 'rnn-cell-forward-concatenated'),
      {
        statuses: ['passed', 'passed', 'passed', 'missing'],
        note: /The cell "dense-forward-check" was deleted/,
      },
    ),
    notebook(
      'edited-tests',
      withSources(blank, Object.fromEntries(ids.map((id) => [`${id}-check`, 'console.log("✓");']))),
      { statuses: nothing, note: /The locked cell "rnn-forward-check" was changed/ },
    ),
    notebook(
      'duplicated-cells',
      withCells(
        right,
        'rnn-forward-check',
        { ...cellCode('rnn-forward'), id: 'again', source: '// nothing' },
        { ...cellCode('dense-forward-check'), id: 'check-again' },
      ),
      { statuses: allPassed, note: /is a copy of the cell "rnn-forward"/ },
    ),
    notebook(
      'changes-its-input',
      but('rnn-cell-forward', await variant('rnn-cell-forward', 'wrong-changes-a-prev')),
      {
        statuses: ['failed', 'passed', 'passed', 'passed'],
        message: /changes its argument/,
      },
    ),
    raw('not-json', 'Dear teacher, my dog ate it.', /not JSON: /),
    raw(
      'not-a-notebook',
      '{"cells": [{"cell_type": "code", "source": 7}], "nbformat": 4}',
      /not an nbformat 4 notebook/,
    ),
    {
      name: 'empty-handed',
      files: { 'empty-handed/notes.txt': 'later' },
      expected: { error: /no notebook was handed in/ },
    },
    {
      name: 'zipped',
      files: {
        'zipped.zip': zipSync({ [`work/${lessonId}.ipynb`]: Buffer.from(serialize(right)) }),
      },
      expected: { statuses: allPassed },
    },
    {
      name: 'renamed',
      files: { 'renamed/my work (1).ipynb': serialize(right) },
      expected: { statuses: allPassed },
    },
  ];
}

/** Writes the class's files. */
export async function handIn(folder: string, all: readonly Student[]): Promise<void> {
  for (const { files } of all) {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  }
}
