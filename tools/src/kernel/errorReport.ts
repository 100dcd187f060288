import { inspect, types } from 'node:util';
import { framesOf, type Frame } from './cellTrace.js';
import { bold, dim, excerpt, red } from './excerpt.js';

/** The content of Jupyter's `error` message. */
export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** What a learner is shown when a cell throws: the message, and where in which cell. */
export function reportThrown(thrown: unknown): ErrorReport {
  if (!isError(thrown)) {
    const evalue = inspect(thrown);
    const advice = 'Only an Error knows the line that it comes from: throw new Error(…) instead.';
    return {
      ename: 'Thrown value',
      evalue,
      traceback: [red(bold('Thrown value')) + `: ${evalue}`, dim(advice)],
    };
  }
  const ename = nameOf(thrown);
  return { ename, evalue: thrown.message, traceback: [...traceOf(thrown), ...causesOf(thrown)] };
}

/** What a learner is shown after having pressed Interrupt. */
export function reportInterrupted(): ErrorReport {
  const evalue = 'The cell was interrupted. Variables keep the values they had at that moment.';
  return { ename: 'Interrupted', evalue, traceback: [red(bold('Interrupted')) + `: ${evalue}`] };
}

function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

/** `class ShapeError extends Error` need not set `name` to be called by its name. */
function nameOf(error: Error): string {
  const name = error.name as unknown;
  if (typeof name === 'string' && name !== '' && name !== 'Error') return name;
  return error.constructor?.name || 'Error';
}

function causesOf(error: Error): string[] {
  const lines: string[] = [];
  const seen = new Set<unknown>([error]);
  for (let cause = error.cause; cause !== undefined && !seen.has(cause);) {
    seen.add(cause);
    lines.push(
      'Caused by:',
      ...(isError(cause) ? traceOf(cause) : [inspect(cause)]).map((line) => indent(line)),
    );
    cause = isError(cause) ? cause.cause : undefined;
  }
  if (error instanceof AggregateError) {
    for (const part of error.errors)
      lines.push('One of:', ...reportThrown(part).traceback.map(indent));
  }
  return lines;
}

const indent = (text: string) => text.replace(/^/gm, '  ');

const longestTrace = 8;

function traceOf(error: Error): string[] {
  const lines = [`${red(bold(nameOf(error)))}: ${error.message}`];
  const frames = framesOf(error);
  const steps = stepsOf(frames);
  if (steps.length === 0) {
    const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    return [...lines, ...stack.map(dim)];
  }
  let isFirstCell = true;
  for (const { frame, times } of steps.slice(0, longestTrace)) {
    if (frame.cell) {
      const where = `${frame.cell.label}, line ${frame.line}`;
      lines.push(frame.functionName ? `${where}, in ${frame.functionName}:` : `${where}:`);
      lines.push(excerpt(frame.cell.text, frame, isFirstCell ? 2 : 0));
      isFirstCell = false;
    } else {
      lines.push(dim(`  in ${frame.functionName ?? 'library code'} (${shortPath(frame)})`));
    }
    if (times > 1) lines.push(dim(`  … ${times - 1} more calls like this`));
  }
  const left = steps.length - longestTrace;
  if (left > 0) lines.push(dim(`  … ${left} more`));
  return lines;
}

interface Step {
  readonly frame: Frame;
  /** How often in a row: recursion. */
  times: number;
}

/**
 * What is worth showing of a stack: each call in a cell, and of a stretch of library calls only the
 * innermost, which failed, and the outermost, which the cell called. Node's own are left out.
 */
function stepsOf(frames: readonly Frame[]): Step[] {
  const steps: Step[] = [];
  const shown = frames.filter(({ cell, file }) => cell || isLibrary(file));
  shown.forEach((frame, i) => {
    const isInside = !frame.cell && isLibraryFrame(shown[i - 1]) && isLibraryFrame(shown[i + 1]);
    if (isInside) return;
    const last = steps.at(-1);
    const isSame = last?.frame.file === frame.file && last.frame.line === frame.line;
    if (isSame && frame.cell) last.times++;
    else steps.push({ frame, times: 1 });
  });
  // What called the outermost cell is no concern of a learner's.
  const outermost = steps.findLastIndex(({ frame }) => frame.cell);
  return outermost === -1 ? steps : steps.slice(0, outermost + 1);
}

const isLibraryFrame = (frame: Frame | undefined) => frame !== undefined && !frame.cell;

const isLibrary = (file: string) => file !== '' && !file.startsWith('node:');

/** `unrolled/tensor/matmul.js:31` for a file of the course's library or another package. */
function shortPath({ file, line }: Frame): string {
  const path = file
    .replace(/^.*[\\/]lib[\\/]dist[\\/]/, 'unrolled/')
    .replace(/^.*node_modules\//, '');
  return `${path}:${line}`;
}
