import { Random } from 'unrolled';
import { drawCases, exerciseById, visibleSeed } from 'unrolled/checks';
import { type Cell, type CodeCell, type Notebook, serialize } from '../../tools/src/notebook/notebook.js'; // prettier-ignore
import { code, withCells, withoutCells, withSources } from '../grade/fixture.js';
import { type Attack, notebookAttack } from './attack.js';
import type { CanaryAddress } from './canary.js';
import { attacked, handedIn, handedOut, solutions } from './lesson.js';

/** Attacks that change a notebook rather than fill in a cell, and those whose cell is computed. */
export function notebookAttacks(canary: CanaryAddress): Attack[] {
  const blank = handedOut();
  const right = handedIn();
  const stub = find(blank, attacked).source;
  const cheat = "console.log('✓ addBias agrees with tf.js\\n2 of 2 points');";
  /** All right but for the attacked exercise, which was left as it was. */
  const undone = handedIn({ [attacked]: stub });
  const missing = { statuses: ['missing'] };
  const passed = { statuses: ['passed'] };
  const cells = (name: string, notebook: Notebook, expected: Attack['expected']) =>
    notebookAttack('cells', name, notebook, expected);

  return [
    cells('edited-checks', withSources(undone, { 'add-bias-check': cheat }), {
      ...missing,
      notes: /The locked cell "add-bias-check" was changed/,
    }),
    cells('edited-set-up', withSources(undone, { setup: `${cheat}\nprocess.exit(0);` }), {
      ...missing,
      notes: /The locked cell "setup" was changed/,
    }),
    cells('deleted', withoutCells(undone, 'setup', 'add-bias', 'add-bias-check'), {
      ...missing,
      notes: /The solution cell "add-bias" is missing/,
    }),
    cells('nothing-left', { ...blank, cells: [] }, { ...missing, next: 'missing' }),
    cells(
      'duplicated',
      withCells(
        undone,
        'multiply-check',
        { ...find(undone, attacked), id: 'second-try', source: solutions[attacked] },
        { ...find(undone, 'multiply'), id: 'another-end', source: 'process.exit(0);' },
        { ...find(undone, 'multiply-check'), id: 'more-points' },
      ),
      { ...missing, notes: /is a copy of the cell "add-bias" and was ignored/ },
    ),
    cells('reversed', { ...right, cells: [...right.cells].reverse() }, passed),
    cells(
      'exchanged-ids',
      exchangeIds(right, attacked, 'multiply'),
      // Each is graded as the exercise that it claims to be.
      { statuses: ['error'], next: 'error' },
    ),
    cells(
      'forged-ids',
      withCells(
        undone,
        attacked,
        ...['__proto__', 'constructor', 'toString', 'add-bias-check', 'hasOwnProperty'].map(
          (gradeId, i) =>
          code(`forged-${i}`, cheat, { nbgrader: { grade_id: gradeId, points: 1000 }, unrolled: { role: 'setup' } }), // prettier-ignore
        ),
      ),
      missing,
    ),
    cells(
      'forged-points',
      {
        ...undone,
        cells: undone.cells.map((cell) => ({
          ...cell,
          metadata: { ...cell.metadata, score: 100, nbgrader: { ...(cell.metadata['nbgrader'] as object), points: 1e9, max_score: 1e9, locked: false } }, // prettier-ignore
        })),
      },
      missing,
    ),
    cells(
      'other-roles',
      {
        ...undone,
        cells: undone.cells.map((cell) => ({ ...cell, metadata: { ...cell.metadata, unrolled: { role: 'setup', exercise: '../../etc/passwd' } } })), // prettier-ignore
      },
      missing,
    ),
    cells(
      'cell-types',
      { ...undone, cells: undone.cells.map((cell): Cell => ({ cell_type: 'markdown', id: cell.id, metadata: cell.metadata, source: cell.source })) }, // prettier-ignore
      missing,
    ),
    cells(
      'outputs-that-passed',
      {
        ...undone,
        cells: undone.cells.map((cell) =>
          cell.cell_type === 'code'
            ? { ...cell, execution_count: 1, outputs: [{ output_type: 'stream', name: 'stdout', text: '✓ 2 of 2 points' }, { output_type: 'display_data', data: { 'text/html': '<script>alert(1)</script>' }, metadata: {} }] } // prettier-ignore
            : cell,
        ),
      },
      missing,
    ),
    cells(
      'kernel-of-its-own',
      {
        ...undone,
        nbformat_minor: 99,
        metadata: {
          kernelspec: { name: '../../bin/sh', display_name: '$(touch /tmp/x)', language: 'bash', argv: ['/bin/sh', '-c', 'exit 0'] }, // prettier-ignore
          language_info: { name: 'python', file_extension: '.py' },
        },
      },
      missing,
    ),
    cells(
      'another-lesson',
      {
        ...undone,
        metadata: { unrolled: { lesson: '../02-recurrent-networks', title: '<script>' } },
      },
      missing,
    ),
    cells(
      'many-copies',
      // Looking each of them up among the others would take hours.
      { ...undone, cells: [...undone.cells, ...Array.from({ length: 40_000 }, (_, i) => tiny(`c${i}`, attacked))] }, // prettier-ignore
      { statuses: ['refused'], says: /cells/ },
    ),
    cells(
      'many-cells',
      withCells(undone, attacked, ...Array.from({ length: 300 }, (_, i) => code(`added-${i}`, `throw new Error('${'x'.repeat(3000)} ${i}');`))), // prettier-ignore
      { ...missing, notes: /added after it did not run: 100 are enough/ },
    ),
    cells(
      'spaces',
      // A regular expression for spaces at the end of a line could look at each of them from each.
      withSources(undone, { 'add-bias-check': `x${' '.repeat(4_000_000)}x` }),
      missing,
    ),
    cells('long-solution', handedIn({ [attacked]: `// ${'x'.repeat(9 * 2 ** 20)}\n${stub}` }), {
      statuses: ['error'],
      says: /longer than|larger than/,
    }),
    notebookAttack('endless', 'again-and-again', endless(), {
      statuses: ['error'],
      says: /took too long altogether|a loop that never ends/,
    }),
    notebookAttack('memorising', 'the-notebooks-cases', memorised(), {
      statuses: ['failed'],
      says: /Right in the notebook's cases, but not in others/,
    }),
    notebookAttack('compiler', 'closing', handedIn({ [attacked]: '}); process.exit(0); (function () { return 1;' }), {
      statuses: ['error'],
      says: /does not compile/,
    }), // prettier-ignore
    notebookAttack('compiler', 'files', handedIn({ [attacked]: readingFiles(canary.file) }), {
      statuses: ['error'],
      says: /^(?!.*(untouched|root:)).*does not compile/s,
    }),
    notebookAttack('compiler', 'nesting', handedIn({ [attacked]: `const addBias: any = ${'('.repeat(50_000)}1${')'.repeat(50_000)};` }), {
      statuses: ['error'],
      says: /does not compile/,
    }), // prettier-ignore
    notebookAttack('compiler', 'text-that-is-none', handedIn({ [attacked]: `const addBias: any = '\0\ufffe\u2028\u202e\ud800'; /* \u001b[2J */ \u0000` }), {
      statuses: ['error', 'failed'],
    }), // prettier-ignore
    notebookAttack('compiler', 'declarations', handedIn({ [attacked]: `const addBias = { ${Array.from({ length: 60_000 }, (_, i) => `k${i}: [1, 'a', { b: true }]`).join()} } as const;` }), {
      statuses: ['error'],
      says: /does not compile/,
    }), // prettier-ignore
    notebookAttack('compiler', 'memory', serialize(bloating(undone)), missing),
  ];
}

function find({ cells }: Notebook, id: string): Cell {
  const found = cells.find((cell) => cell.id === id);
  if (found === undefined) throw new RangeError(`there is no cell ${id}`);
  return found;
}

function exchangeIds(notebook: Notebook, one: string, other: string): Notebook {
  const [first, second] = [find(notebook, one), find(notebook, other)];
  const cells = notebook.cells.map((cell) => {
    if (cell === first) return { ...cell, id: second.id, metadata: second.metadata };
    return cell === second ? { ...cell, id: first.id, metadata: first.metadata } : cell;
  });
  return { ...notebook, cells };
}

function tiny(id: string, gradeId: string): CodeCell {
  return code(id, '', { nbgrader: { grade_id: gradeId } });
}

/** Right where the numbers are those of the notebook's cases; else tells what it was given. */
function memorised(): Notebook {
  const exercise = exerciseById(attacked);
  const layers = exercise.layers(new Random(visibleSeed));
  const known = drawCases(exercise, new Random(visibleSeed), layers).map(
    ({ args }) => (args[0] as { data: Float64Array }).data[0],
  );
  const line = `if (!${JSON.stringify(known)}.includes(Z.data[0])) throw new Error(\`SECRET \${Z.data[0]}\`);`;
  return handedIn({ [attacked]: solutions[attacked].replace('// BEGIN SOLUTION', line) });
}

/** Takes all the time that there is, so that nothing is left for the lesson's own cells. */
function endless(): Notebook {
  const loops = [1, 2, 3].map((k) => code(`loop-${k}`, 'for (;;);'));
  return withCells(
    handedIn({ [attacked]: 'function addBias(): any { for (;;); }' }),
    attacked,
    ...loops,
  );
}

/** Has the compiler read files, and quote them in its messages. */
function readingFiles(file: string): string {
  return `/// <reference path="/etc/passwd" />
/// <reference types="../../../../../../etc/hostname" />
import secret = require('/proc/self/environ');
import * as grades from '../../../../.unrolled/seed';
const file: never = null! as typeof import('/etc/passwd');
const canary: never = null! as typeof import('${file}');
const relative: never = null! as typeof import('../../../../../..${file}');`;
}

/** Cells that compile, but after each of which the compiler holds more memory. */
function bloating(notebook: Notebook): Notebook {
  const cells = Array.from({ length: 40 }, (_, i) =>
    code(
      `bloat-${i}`,
      `type D${i} = ${Array.from({ length: 10 }, (_, k) => `'${i}-${k}'`).join(' | ')};
type Many${i} = \`\${D${i}}\${D${i}}\${D${i}}\${D${i}}\`; const one${i}: Many${i} = '${`${i}-0`.repeat(4)}';`,
    ),
  );
  return withCells(notebook, attacked, ...cells);
}
