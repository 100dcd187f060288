import { Matrix, shapeOf } from '../tensor/matrix';
import type { Tolerance } from './exercise';

/** One tensor of a result held against the oracle's: a line of the table that a check prints. */
export interface Row {
  /** `a`, or `dWax` where a result has several tensors. */
  readonly name: string;
  /** `[5, 3]`, or `6 × [5, 3]` for a sequence of six. */
  readonly shape: string;
  readonly passed: boolean;
  /** The largest |yours − oracle's|; NaN where an entry of yours is NaN. */
  readonly largestDifference: number;
  /** The first entry out of tolerance: by time step, then example (column), then row. */
  readonly firstWrong?: { readonly at: string; readonly yours: number; readonly expected: number };
  /** Of draws: how probable counts so different are, if only luck tells them apart. */
  readonly probability?: number;
  /** What is wrong where no number is compared: `w[2] is the text "a", but must be the text "b"`. */
  readonly instead?: string;
}

/** Either the result has the right form, and there is a row a tensor, or it is said what it lacks. */
export type Comparison = { readonly rows: Row[] } | { readonly wrongForm: string };

/**
 * Holds a learner's result, which may be anything at all, against the oracle's. Where a matrix of the
 * oracle's has NaN, anything may stand.
 */
export function compare(
  name: string,
  actual: unknown,
  expected: unknown,
  tolerance: Tolerance,
): Comparison {
  try {
    return { rows: rowsOf(name, actual, expected, tolerance, true) };
  } catch (error) {
    if (error instanceof WrongForm) return { wrongForm: error.message + whence(actual, error) };
    throw error;
  }
}

/** True where every entry is within tolerance. */
export function agrees(comparison: Comparison): boolean {
  return 'rows' in comparison && comparison.rows.every((row) => row.passed);
}

class WrongForm extends Error {}

/** Where an undefined may come from: all of the result, or a part of it. */
function whence(result: unknown, { message }: WrongForm): string {
  if (result === undefined) return NO_RETURN;
  return message.endsWith(' is undefined')
    ? ' (look for an index outside its array: the last one is length - 1)'
    : '';
}

/** @param isWhole it is the whole result, whose parts go by their own names: `dWax` */
function rowsOf(
  name: string,
  actual: unknown,
  expected: unknown,
  tolerance: Tolerance,
  isWhole = false,
): Row[] {
  if (expected instanceof Matrix) {
    return [sequenceRow(name, [matrixLike(name, actual, expected)], [expected], tolerance, false)];
  }
  if (Array.isArray(expected)) {
    const items = arrayLike(name, actual, expected);
    if (expected.length > 0 && expected.every((item) => item instanceof Matrix)) {
      const matrices = expected.map((item, t) => matrixLike(`${name}<${t + 1}>`, items[t], item));
      return [sequenceRow(name, matrices, expected, tolerance, true)];
    }
    if (expected.length > 0 && expected.every((item) => typeof item === 'number')) {
      return [numbersRow(name, items, expected, tolerance)];
    }
    if (expected.length > 0 && expected.every((item) => typeof item === 'string')) {
      const differences = expected.map((item, i) => insteadOf(`${name}[${i}]`, items[i], item));
      const instead = differences.find((difference) => difference !== undefined);
      const shape = `${expected.length} ${expected.length === 1 ? 'text' : 'texts'}`;
      return [{ name, shape, ...verbal(instead) }];
    }
    return expected.flatMap((item, i) => rowsOf(`${name}[${i}]`, items[i], item, tolerance));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) {
      throw new WrongForm(
        `${name} must be an object with ${list(Object.keys(expected))}, but is ${describe(actual)}`,
      );
    }
    return Object.entries(expected).flatMap(([key, value]) => {
      if (!Object.hasOwn(actual, key)) {
        throw new WrongForm(
          `${name} has no ${key}: it must hold ${list(Object.keys(expected))}, ` +
            `but holds ${list(Object.keys(actual)) || 'nothing'}`,
        );
      }
      // Objects in a list, or in an object, may have the same keys: only the path tells them apart.
      const own = isWhole ? key : `${name}.${key}`;
      return rowsOf(own, (actual as Record<string, unknown>)[key], value, tolerance);
    });
  }
  requireType(name, actual, expected);
  if (typeof expected === 'number') return [numberRow(name, actual as number, expected, tolerance)];
  const instead = insteadOf(name, actual, expected);
  return [{ name, shape: typeof expected, ...verbal(instead) }];
}

/** What differs between two values of one type that are no numbers; undefined where nothing does. */
function insteadOf(name: string, actual: unknown, expected: unknown): string | undefined {
  requireType(name, actual, expected);
  return actual === expected
    ? undefined
    : `${name} is ${describe(actual)}, but must be ${describe(expected)}`;
}

function requireType(name: string, actual: unknown, expected: unknown): void {
  if (typeof actual !== typeof expected) {
    throw new WrongForm(`${name} must be ${describe(expected)}, but is ${describe(actual)}`);
  }
}

/** The rest of a row for what is no number, and so has no distance. */
function verbal(instead: string | undefined): Omit<Row, 'name' | 'shape'> {
  return { passed: instead === undefined, largestDifference: 0, instead };
}

function sequenceRow(
  name: string,
  actual: Matrix[],
  expected: Matrix[],
  tolerance: Tolerance,
  isSequence: boolean,
): Row {
  const allowed = allowance(expected.map(maximum), tolerance);
  let largestDifference = 0;
  let firstWrong: Row['firstWrong'];
  expected.forEach((matrix, t) => {
    for (let j = 0; j < matrix.cols; j++) {
      for (let i = 0; i < matrix.rows; i++) {
        const yours = actual[t].get(i, j);
        const wanted = matrix.get(i, j);
        // NaN: the oracle leaves open what stands there, such as in the padding.
        if (Number.isNaN(wanted)) continue;
        const difference = distance(yours, wanted);
        largestDifference = Math.max(largestDifference, difference);
        if (!(difference <= allowed) && firstWrong === undefined) {
          const label = isSequence ? `${name}<${t + 1}>` : name;
          firstWrong = { at: `${label}, row ${i}, column ${j}`, yours, expected: wanted };
        }
      }
    }
  });
  const shape = isSequence ? `${expected.length} × ${shapeOf(expected[0])}` : shapeOf(expected[0]);
  return { name, shape, passed: firstWrong === undefined, largestDifference, firstWrong };
}

function numberRow(name: string, yours: number, expected: number, tolerance: Tolerance): Row {
  const largestDifference = distance(yours, expected);
  const passed = largestDifference <= allowance([Math.abs(expected)], tolerance);
  return {
    name,
    shape: 'number',
    passed,
    largestDifference,
    firstWrong: passed ? undefined : { at: name, yours, expected },
  };
}

function numbersRow(
  name: string,
  items: readonly unknown[],
  expected: readonly number[],
  tolerance: Tolerance,
): Row {
  const allowed = allowance(expected.map(Math.abs), tolerance);
  const numbers = expected.map((wanted, i) => {
    const at = `${name}[${i}]`;
    requireType(at, items[i], wanted);
    const yours = items[i] as number;
    return { at, yours, expected: wanted, difference: distance(yours, wanted) };
  });
  const wrong = numbers.find(({ difference }) => !(difference <= allowed));
  return {
    name,
    shape: `${expected.length} ${expected.length === 1 ? 'number' : 'numbers'}`,
    passed: wrong === undefined,
    largestDifference: Math.max(...numbers.map(({ difference }) => difference)),
    firstWrong: wrong && { at: wrong.at, yours: wrong.yours, expected: wrong.expected },
  };
}

/** Equal infinities are equal, although their difference is NaN. */
function distance(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b);
}

function allowance(sizes: number[], { absolute, relative }: Tolerance): number {
  return absolute + relative * Math.max(...sizes);
}

function maximum(matrix: Matrix): number {
  let largest = 0;
  for (const entry of matrix.data) if (Math.abs(entry) > largest) largest = Math.abs(entry);
  return largest;
}

function matrixLike(name: string, actual: unknown, expected: Matrix): Matrix {
  if (!(actual instanceof Matrix)) {
    throw new WrongForm(
      `${name} must be a Matrix ${shapeOf(expected)}, but is ${describe(actual)}`,
    );
  }
  if (actual.rows !== expected.rows || actual.cols !== expected.cols) {
    const transposed = actual.rows === expected.cols && actual.cols === expected.rows;
    throw new WrongForm(
      `${name} is ${shapeOf(actual)}, but must be ${shapeOf(expected)}` +
        (transposed ? ': rows and columns are exchanged' : ''),
    );
  }
  return actual;
}

function arrayLike(name: string, actual: unknown, expected: readonly unknown[]): unknown[] {
  const entries = (n: number) => `${n} ${n === 1 ? 'entry' : 'entries'}`;
  const wanted =
    expected[0] instanceof Matrix
      ? `${expected.length} ${expected.length === 1 ? 'matrix' : 'matrices'}, one a time step`
      : entries(expected.length);
  if (!Array.isArray(actual)) {
    throw new WrongForm(`${name} must be an array of ${wanted}, but is ${describe(actual)}`);
  }
  if (actual.length !== expected.length) {
    throw new WrongForm(`${name} has ${entries(actual.length)}, but must have ${wanted}`);
  }
  return actual;
}

/** Equal in every bit that matters: same structure, same entries, NaN equal to NaN. */
export function identical(a: unknown, b: unknown): boolean {
  if (a instanceof Matrix) {
    return (
      b instanceof Matrix &&
      a.rows === b.rows &&
      a.cols === b.cols &&
      a.data.every((entry, k) => Object.is(entry, b.data[k]))
    );
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => identical(item, b[i]));
  }
  if (typeof a === 'object' && a !== null) {
    if (typeof b !== 'object' || b === null) return false;
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every(
        (key) =>
          Object.hasOwn(b, key) &&
          identical((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
      )
    );
  }
  // A formula can't be changed, and comes back from the sandbox as another function object.
  return typeof a === 'function' || Object.is(a, b);
}

/** Stands behind "is undefined" where nothing was returned. */
export const NO_RETURN = ' (is a `return` missing?)';

/** What a value is, in words that fit behind "is": never the value of a getter or a toString. */
export function describe(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  if (value instanceof Matrix) return `a Matrix ${shapeOf(value)}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 60))}`;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}

function list(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
