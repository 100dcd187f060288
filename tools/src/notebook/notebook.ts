import { z } from 'zod';

/** What is said of a text with more things wrong than this would help nobody. */
const mostProblems = 3;

/** An array that is read no further than to its first few wrong items, however many there are. */
function list<T>(item: z.ZodType<T>) {
  return z.array(z.unknown()).transform((items, context): T[] => {
    const read: T[] = [];
    let problems = 0;
    for (const [index, value] of items.entries()) {
      const result = item.safeParse(value);
      if (result.success) read.push(result.data);
      for (const { path, message } of result.error?.issues ?? []) {
        context.addIssue({ code: 'custom', message, path: [index, ...path] });
        problems++;
      }
      if (problems >= mostProblems) break;
    }
    return read;
  });
}

const multilineString = z
  .union([z.string(), list(z.string())], 'expected a string or a list of strings')
  .transform((text) => (Array.isArray(text) ? text.join('') : text));

const metadata = z.record(z.string(), z.unknown());

const cellId = z
  .string()
  .regex(/^[a-zA-Z0-9-_]{1,64}$/, 'a cell id is 1 to 64 letters, digits, hyphens or underscores');

/** Outputs are carried along as they are: Jupyter writes them, and only Jupyter draws them. */
const output = z.looseObject({ output_type: z.string() });

const codeCell = z.object({
  cell_type: z.literal('code'),
  id: cellId,
  metadata,
  source: multilineString,
  outputs: list(output),
  execution_count: z.int().nonnegative().nullable(),
});

const textCell = z.object({
  cell_type: z.enum(['markdown', 'raw']),
  id: cellId,
  metadata,
  source: multilineString,
  attachments: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

const notebook = z.object({
  nbformat: z.literal(4),
  nbformat_minor: z.int().nonnegative(),
  metadata,
  cells: list(z.discriminatedUnion('cell_type', [codeCell, textCell])),
});

export type Output = z.infer<typeof output>;
export type CodeCell = z.infer<typeof codeCell>;
export type TextCell = z.infer<typeof textCell>;
export type Cell = CodeCell | TextCell;

/** An nbformat 4.5 notebook; the source of a cell is always one string. */
export type Notebook = z.infer<typeof notebook>;

/** The text is not an nbformat 4 notebook; the message says where and why. */
export class NotebookError extends Error {
  override readonly name = 'NotebookError';
}

/**
 * Reads an nbformat 4 notebook. Only the notebook's format is checked: what this course keeps in
 * the metadata is read by `metadata.ts`. Cells of formats before 4.5, which have no ids, are given
 * `cell-1`, `cell-2`, …; fields that nbformat does not know are dropped.
 *
 * @throws NotebookError where `text` is not JSON or not such a notebook.
 */
export function parseNotebook(text: string): Notebook {
  const raw = parseJson(text);
  const parsed = notebook.safeParse(withCellIds(raw));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${place(raw, issue.path)}${issue.message}`,
    );
    throw new NotebookError(
      `not an nbformat 4 notebook: ${problems.slice(0, mostProblems).join('; ')}`,
    );
  }
  return { ...parsed.data, nbformat_minor: Math.max(5, parsed.data.nbformat_minor) };
}

/**
 * The one way to write this notebook, the same that Jupyter writes: keys in alphabetical order,
 * one space of indentation, sources as lists of lines, a newline at the end.
 */
export function serialize(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({ ...cell, source: splitLines(cell.source) }));
  return JSON.stringify(sortKeys({ ...notebook, cells }), null, 1) + '\n';
}

/** Lines with their ends, cut where Python's str.splitlines cuts, because nbformat uses that. */
export function splitLines(text: string): string[] {
  // eslint-disable-next-line no-control-regex
  return text.match(/[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(\r\n|[^])/g) ?? [];
}

/** A text that may have been cut into lines; what is neither a string nor lines is no text. */
export function joinLines(text: unknown): string {
  if (Array.isArray(text)) return text.map(joinLines).join('');
  return typeof text === 'string' ? text : '';
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key])]));
}

/** @throws NotebookError with line and column, where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    if (position === undefined) throw new NotebookError(`not JSON: ${message}`);
    const before = text.slice(0, Number(position));
    const line = [...before.matchAll(/\n/g)].length + 1;
    const column = before.length - before.lastIndexOf('\n');
    throw new NotebookError(`not JSON: line ${line}, column ${column}: ${message}`);
  }
}

function withCellIds(raw: unknown): unknown {
  if (!isObject(raw) || !Array.isArray(raw['cells']) || Number(raw['nbformat_minor']) >= 5)
    return raw;
  const cells = raw['cells'].map((cell: unknown, index) =>
    isObject(cell) ? { ...cell, id: `cell-${index + 1}` } : cell,
  );
  return { ...raw, cells };
}

/** `cells[3] (rnn-forward).source: `, so that an author finds the place in either view. */
function place(raw: unknown, path: PropertyKey[]): string {
  if (path.length === 0) return '';
  const cells = isObject(raw) && Array.isArray(raw['cells']) ? (raw['cells'] as unknown[]) : [];
  const steps = path.map((step, depth) => {
    if (typeof step !== 'number') return depth === 0 ? String(step) : `.${String(step)}`;
    const cell = depth === 1 && path[0] === 'cells' ? cells[step] : undefined;
    const id = isObject(cell) && typeof cell['id'] === 'string' ? ` (${cell['id']})` : '';
    return `[${step}]${id}`;
  });
  return `${steps.join('')}: `;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
