import { zipSync } from 'fflate';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Random } from 'unrolled';
import { drawCases, exerciseById, exercises, visibleSeed } from 'unrolled/checks';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { type Notebook, parseNotebook, serialize } from '../../tools/src/notebook/notebook.js';
import { tidyNotebook } from '../../tools/src/tidy/tidyNotebook.js';
import { code, withCells, withoutCells, withSources } from './fixture.js';

/** A class that hands in lesson 02 in every way that people, and a few villains, find. */

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
    notebook('library-called', but('rnn-forward', stealing), {
      statuses: ['passed', 'passed', 'failed', 'passed'],
      message: /rnnForward can't be used in this exercise: write it yourself/,
    }),
    notebook('forged-frames', withSources(blank, { 'rnn-cell-forward': forging }), {
      statuses: ['error', 'missing', 'missing', 'missing'],
      message: /the pipe that carries the answers/,
    }),
    notebook('patched-builtins', withCells(blank, 'rnn-cell-forward', code('patch', patching)), {
      statuses: nothing,
    }),
    notebook(
      'patched-and-wrong',
      but(
        'rnn-cell-forward',
        `${patching}\n${body('rnn-cell-forward', 'return Matrix.zeros(aPrev.rows, aPrev.cols);')}`,
      ),
      { statuses: ['failed', 'passed', 'passed', 'passed'] },
    ),
    notebook('memorised', but('rnn-cell-forward', memorising(reference['rnn-cell-forward'])), {
      statuses: ['failed', 'passed', 'passed', 'passed'],
      message: /Right in the notebook's cases, but not in others: rnnCellForward threw an error/,
    }),
    notebook(
      'changes-its-input',
      but('rnn-cell-forward', await variant('rnn-cell-forward', 'wrong-changes-a-prev')),
      {
        statuses: ['failed', 'passed', 'passed', 'passed'],
        message: /changes its argument/,
      },
    ),
    notebook('types-that-hang', but('rnn-cell-forward', hangingTypes), {
      statuses: ['error', 'passed', 'passed', 'passed'],
    }),
    notebook(
      'returns-a-lie',
      but(
        'dense-forward',
        body(
          'dense-forward',
          'return new Proxy({}, { get() { throw new Error("SECRET"); } }) as Matrix;',
        ),
      ),
      {
        statuses: ['passed', 'failed', 'passed', 'passed'],
      },
    ),
    raw('not-json', 'Dear teacher, my dog ate it.', /not JSON: /),
    raw(
      'not-a-notebook',
      '{"cells": [{"cell_type": "code", "source": 7}], "nbformat": 4}',
      /not an nbformat 4 notebook/,
    ),
    raw('deeply-nested', '['.repeat(100_000), /not /),
    raw('not-utf8', Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]), /not UTF-8/),
    raw('too-large', new Uint8Array(21 * 2 ** 20), /larger than 20 MiB/),
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
      name: 'zip-bomb',
      files: { 'zip-bomb.zip': zipSync({ [`${lessonId}.ipynb`]: new Uint8Array(100 * 2 ** 20) }) },
      expected: { error: /more than 20 MiB/ },
    },
    {
      name: 'broken-zip',
      files: { 'broken-zip.zip': 'PK\u0003\u0004 but no more' },
      expected: { error: /no notebook|damaged/ },
    },
    {
      name: 'renamed',
      files: { 'renamed/my work (1).ipynb': serialize(right) },
      expected: { statuses: allPassed },
    },
    notebook('=HYPERLINK("http:evil")<script>alert(1)<', right, { statuses: allPassed }),
  ];
}

/** Writes the class's files, and a link to where no student should get. */
export async function handIn(folder: string, all: readonly Student[]): Promise<void> {
  for (const { files } of all) {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  }
  await mkdir(join(folder, 'linked'));
  await symlink('/etc/passwd', join(folder, 'linked', `${lessonId}.ipynb`));
}

const stealing = `import { rnnForward as theirs } from 'unrolled';
function rnnForward(x: Matrix[], a0: Matrix, parameters: RnnParameters, lengths?: number[]): Matrix[] {
  return theirs(x, a0, parameters, lengths).a;
}`;

/** Answers by itself, and says that everything passed. */
const forging = `import { writeSync } from 'fs';
function rnnCellForward(): any {
  const answer = JSON.stringify({ passed: true, score: 100, status: 'passed' });
  const header = Buffer.alloc(4);
  header.writeUInt32LE(answer.length);
  for (const fd of [1, 1, 3, 4]) {
    try { writeSync(fd, Buffer.concat([header, Buffer.from(answer)])); } catch {}
  }
  return { passed: true };
}`;

const patching = `(Array.prototype as any).every = () => true;
(Array.prototype as any).toJSON = () => [];
JSON.stringify = () => '{"passed":true}';
JSON.parse = () => ({ passed: true, score: 100 });
Math.abs = Math.max = () => 0;
Object.is = () => true;
(Number as any).isNaN = () => false;
(globalThis as any).Float64Array.prototype.every = () => true;`;

const hangingTypes = `type Grow<T extends unknown[]> = T['length'] extends 999 ? T : Grow<[...T, 0]>;
type Many<A, B> = A extends unknown ? B extends unknown ? [A, B, Grow<[]>] : never : never;
type U = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type V = \`\${U}\${U}\${U}\${U}\`;
const rnnCellForward: Many<V, V> = 1;`;

/** Right where the numbers are those of the notebook's cases; else tells what it was given. */
function memorising(rightCell: string): string {
  const exercise = exerciseById('rnn-cell-forward');
  const layers = exercise.layers(new Random(visibleSeed));
  const known = drawCases(exercise, new Random(visibleSeed), layers).map(
    ({ args }) => (args[0] as { data: Float64Array }).data[0],
  );
  return rightCell.replace(
    '// BEGIN SOLUTION',
    `console.log('SECRET', xt.data[0]);
  if (!${JSON.stringify(known)}.includes(xt.data[0])) throw new Error(\`SECRET \${xt.data[0]}\`);`,
  );
}
