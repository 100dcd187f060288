import type { Diagnostic } from 'tslab/dist/converter.js';
import type { Position } from './cellPositions.js';
import type { ErrorReport } from './errorReport.js';
import { bold, excerpt, red } from './excerpt.js';

const ename = 'TypeScriptError';

/** What a learner can do about some of the compiler's messages, by its numbers for them. */
const advice = new Map([
  [2304, 'Has the cell that declares it been run, without an error?'],
  [2323, 'A cell needs no `export`: later cells see everything that it declares.'],
]);

/** What a learner is shown when a cell does not compile: every message, with its place. */
export function reportTypeErrors(
  diagnostics: readonly Diagnostic[],
  label: string,
  source: string,
): ErrorReport {
  const mistakes = mistakesIn(diagnostics, source);
  const [first, ...others] = mistakes;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return {
    ename,
    evalue: first ? `${placeOf(first)}: ${first.messages[0]}${more}` : 'The cell does not compile.',
    traceback: mistakes.map((mistake) => describe(mistake, label, source)),
  };
}

/** What the compiler complains of at one place. */
export interface Mistake extends Position {
  /** The helper file that it is in; absent where it is in the cell. */
  readonly file?: string;
  readonly code: number;
  /** One says the same as the one before in more detail. */
  readonly messages: string[];
}

/** The compiler's messages by place; `source` is the cell's. */
export function mistakesIn(diagnostics: readonly Diagnostic[], source: string): Mistake[] {
  const lines = source.split('\n');
  const mistakes: Mistake[] = [];
  let previous: Diagnostic | undefined;
  for (const diagnostic of diagnostics) {
    const { start, fileName: file, code, messageText } = diagnostic;
    const isDetail =
      previous?.start.offset === start.offset && previous.end.offset === diagnostic.end.offset;
    if (isDetail) mistakes.at(-1)?.messages.push(messageText);
    else mistakes.push({ file, code, messages: [messageText], ...place(start, lines, file) });
    previous = diagnostic;
  }
  // tslab compiles a line of its own behind the cell, which repeats what was wrong in the cell.
  const inCell = mistakes.filter(({ file, line }) => file !== undefined || line <= lines.length);
  if (inCell.length > 0) return inCell;
  return mistakes.map((mistake) => ({ ...mistake, ...endOf(lines) }));
}

function place(start: Diagnostic['start'], lines: string[], file?: string): Position {
  // "'}' expected" is found behind the cell, and belongs to its end.
  const isUnfinished = file === undefined && start.line === lines.length && start.character > 0;
  if (isUnfinished) return endOf(lines);
  return { line: start.line + 1, column: start.character + 1 };
}

function endOf(lines: string[]): Position {
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function describe(mistake: Mistake, label: string, source: string): string {
  const { file, code, messages } = mistake;
  const [message, ...details] = messages;
  const hint = advice.get(code);
  return [
    `${red(bold(ename))}: ${message} (TS${code})`,
    ...details.map((detail, depth) => '  '.repeat(depth + 1) + detail),
    ...(hint ? [`  ${hint}`] : []),
    `${file ?? label}, line ${mistake.line}, column ${mistake.column}:`,
    ...(file === undefined ? [excerpt(source, mistake, 0)] : []),
  ].join('\n');
}

const placeOf = ({ file, line, column }: Mistake) =>
  `${file === undefined ? '' : `${file}, `}line ${line}, column ${column}`;
