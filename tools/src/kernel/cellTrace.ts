import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CellPositions } from './cellPositions.js';

/** A cell that ran, or a helper file that a cell imported. */
export interface CellText {
  /** As a trace names it: `Cell [3]`, `helper.ts`. */
  readonly label: string;
  readonly text: string;
  readonly positions?: CellPositions;
}

/** One call on the way to an error, the innermost first. */
export interface Frame {
  /** Absent in library code. */
  readonly cell?: CellText;
  readonly functionName?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Under the name that the engine knows a script by: its sourceURL, or the path of its file. */
const cells = new Map<string, CellText>();
const framesOfErrors = new WeakMap<object, readonly Frame[]>();

export function rememberCell(scriptName: string, cell: CellText): void {
  cells.set(scriptName, cell);
}

/** @param path that of the JavaScript, which exists in memory only */
export function rememberHelper(path: string, positions: CellPositions): void {
  const withoutEnding = path.replace(/\.js$/, '');
  const source = ['.ts', '.tsx', '.js'].map((end) => withoutEnding + end).find(existsSync);
  // No file: a cell marked `@module`.
  if (source === undefined) return;
  cells.set(path, { label: basename(source), text: readFileSync(source, 'utf8'), positions });
}

/**
 * Makes every error's stack, also one that a cell prints itself, name cells and their lines. Stock
 * names `evalmachine.<anonymous>` and lines of compiled code, and ends with its own insides.
 */
export function traceCells(hiddenFolders: readonly string[]): void {
  // The default of 10 does not reach out of tf.js to the cell that called it.
  Error.stackTraceLimit = 60;
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites
      .map(toFrame)
      .filter((frame) => frame !== undefined)
      .filter(({ file }) => !hiddenFolders.some((folder) => file.startsWith(folder)));
    framesOfErrors.set(error, frames);
    return [headline(error), ...frames.map((frame) => `    at ${describe(frame)}`)].join('\n');
  };
}

/** The calls that led to an error; none where it carries no stack, or another one's. */
export function framesOf(error: Error): readonly Frame[] {
  // The engine calls prepareStackTrace when somebody first looks.
  void error.stack;
  return framesOfErrors.get(error) ?? [];
}

/** Nothing for the code that tslab puts around a cell's. */
function toFrame(site: NodeJS.CallSite): Frame | undefined {
  const file = site.getScriptNameOrSourceURL() || site.getFileName() || '';
  const emitted = { line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 };
  const cell = cells.get(file);
  const position = cell?.positions ? cell.positions.original(emitted) : emitted;
  if (!position) return undefined;
  const name = site.getFunctionName() ?? undefined;
  const functionName = name && site.isConstructor() ? `new ${name}` : name;
  return { cell, functionName, file: file.replace(/^file:\/\//, ''), ...position };
}

function describe({ cell, functionName, file, line, column }: Frame): string {
  const place = `${cell?.label ?? file}:${line}:${column}`;
  return functionName ? `${functionName} (${place})` : place;
}

function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error'; // its name or message is a getter that throws
  }
}
