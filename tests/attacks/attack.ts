import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Notebook, serialize } from '../../tools/src/notebook/notebook.js';
import { code, withCells } from '../grade/fixture.js';
import type { CanaryAddress } from './canary.js';
import { attacked, handedIn, handedOut, lessonId, solutions } from './lesson.js';

/** What one villain hands in, and what must become of it. */
export interface Attack {
  /** What is tried: `network`, `cells`. */
  readonly kind: string;
  /** The student's name; where it is no attack in itself: `network-tcp`. */
  readonly student: string;
  /** What is put into the folder of submissions: path to content, or to what makes it. */
  readonly files: Readonly<Record<string, string | Uint8Array | ((path: string) => void)>>;
  readonly expected: Expectation;
}

export interface Expectation {
  /** Statuses of the attacked exercise that are right, or `refused` where nothing is graded. */
  readonly statuses: readonly string[];
  /** What the message says. */
  readonly says?: RegExp;
  /** Status of the exercise after it; passed where none is given: an attack costs one exercise. */
  readonly next?: string;
  /** What the student's page notes. */
  readonly notes?: RegExp;
}

/** An attack by a notebook under its own name. */
export function notebookAttack(
  kind: string,
  name: string,
  notebook: Notebook | string | Uint8Array,
  expected: Expectation,
): Attack {
  const student = `${kind}-${name}`;
  const isText = typeof notebook === 'string' || notebook instanceof Uint8Array;
  const content = isText ? notebook : serialize(notebook);
  return { kind, student, files: { [`${student}/${lessonId}.ipynb`]: content }, expected };
}

const cells = join(import.meta.dirname, 'cells');

/**
 * The attacks that are one cell: `cells/<kind>/<name>.ts`. Each begins with what it tries, then
 *
 * ```
 * // cell: added                 where it stands: before the solution, which is left as a stub,
 *                                rather than in its place
 * // expect: error|failed        the statuses of the exercise that are right
 * // says: ended its process     what the message must match
 * ```
 *
 * `CANARY.tcp` and the like stand for what a canary watches.
 */
export async function cellAttacks(canary: CanaryAddress): Promise<Attack[]> {
  const paths = (await readdir(cells, { recursive: true })).filter((path) => path.endsWith('.ts'));
  return Promise.all(
    paths.sort().map(async (path) => {
      const [kind, name] = path.replace(/\.ts$/, '').split('/');
      const text = await readFile(join(cells, path), 'utf8');
      return cellAttack(kind, name, text, canary);
    }),
  );
}

function cellAttack(kind: string, name: string, text: string, canary: CanaryAddress): Attack {
  const field = (key: string) => new RegExp(`^// ${key}: (.*)$`, 'm').exec(text)?.[1];
  const expect = field('expect');
  if (expect === undefined) throw new Error(`${kind}/${name}.ts does not say what to expect`);
  const says = field('says');
  const armed = text.replace(/\bCANARY\.(\w+)/g, (_, key: keyof CanaryAddress) =>
    JSON.stringify(canary[key]),
  );
  const notebook =
    field('cell') === 'added'
      ? withCells(withMultiply(), attacked, code('attack', armed))
      : handedIn({ [attacked]: armed });
  return notebookAttack(kind, name, notebook, {
    statuses: expect.split('|'),
    says: says === undefined ? undefined : new RegExp(says),
  });
}

/** Only the second exercise is done. */
function withMultiply(): Notebook {
  const stub = handedOut().cells.find(({ id }) => id === attacked)?.source ?? '';
  return handedIn({ [attacked]: stub, multiply: solutions.multiply });
}
