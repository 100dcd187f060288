import { loadedKernel, type Entrywise } from './kernel';
import { Matrix, requireSameDType, shapeOf } from './matrix';

/**
 * The sum of matrices of one shape `[n, m]`; a column `[n, 1]` (a bias) among them is added to
 * every column of the others.
 * @throws RangeError where a shape is neither.
 */
export function add(first: Matrix, ...others: Matrix[]): Matrix {
  const terms = [first, ...others];
  let widest = 0;
  for (let i = 1; i < terms.length; i++) {
    requireSameDType('add', first, terms[i]);
    if (terms[i].cols > terms[widest].cols) widest = i;
  }
  const sum = terms[widest].clone();
  for (let i = 0; i < terms.length; i++) if (i !== widest) addTo(sum, terms[i]);
  return sum;
}

/**
 * sum ← sum + term: as {@link add}, but changes the first one.
 * @throws RangeError where the term is neither of the sum's shape nor a column
 */
export function addTo(sum: Matrix, term: Matrix): void {
  const isColumn = term.cols !== sum.cols && term.cols === 1;
  if (term.rows !== sum.rows || (term.cols !== sum.cols && !isColumn)) {
    throw new RangeError(
      `add: ${shapeOf(sum)} + ${shapeOf(term)} does not fit: ` +
        `the second must be ${shapeOf(sum)} too, or a column [${sum.rows}, 1]`,
    );
  }
  const { cols, data: c } = sum;
  const { data: t } = term;
  if (!isColumn) {
    if (byKernel('add', sum, term, sum)) return;
    for (let k = 0; k < c.length; k++) c[k] += t[k];
  } else {
    const kernel = c.length < LARGE ? undefined : loadedKernel();
    if (kernel !== undefined) return kernel.addColumn(c, t);
    for (let i = 0, k = 0; i < t.length; i++) {
      for (const end = k + cols; k < end; k++) c[k] += t[i];
    }
  }
}

/** A − B, entry by entry. @throws RangeError where the shapes differ. */
export function subtract(A: Matrix, B: Matrix): Matrix {
  const C = resultFor('subtract', A, B);
  if (byKernel('subtract', A, B, C)) return C;
  const [a, b, c] = [A.data, B.data, C.data];
  for (let k = 0; k < c.length; k++) c[k] = a[k] - b[k];
  return C;
}

/** A ∗ B, entry by entry, the product of the gates. @throws RangeError where the shapes differ. */
export function hadamard(A: Matrix, B: Matrix): Matrix {
  const C = resultFor('hadamard', A, B);
  if (byKernel('hadamard', A, B, C)) return C;
  const [a, b, c] = [A.data, B.data, C.data];
  for (let k = 0; k < c.length; k++) c[k] = a[k] * b[k];
  return C;
}

/** factor · A */
export function scale(A: Matrix, factor: number): Matrix {
  return map(A, (a) => factor * a);
}

/** 1 − A, entry by entry: the share that a gate leaves to the other side. */
export function complement(A: Matrix): Matrix {
  const C = Matrix.zeros(A.rows, A.cols, A.dtype);
  const [a, c] = [A.data, C.data];
  for (let k = 0; k < c.length; k++) c[k] = 1 - a[k];
  return C;
}

/** f of every entry. */
export function map(A: Matrix, f: (entry: number) => number): Matrix {
  const C = Matrix.zeros(A.rows, A.cols, A.dtype);
  const [a, c] = [A.data, C.data];
  for (let k = 0; k < c.length; k++) c[k] = f(a[k]);
  return C;
}

/** Aᵀ: `[n, m] → [m, n]`. */
export function transpose(A: Matrix): Matrix {
  const result = Matrix.zeros(A.cols, A.rows, A.dtype);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < A.cols; j++) result.data[j * A.rows + i] = A.data[i * A.cols + j];
  }
  return result;
}

/** The sum over the examples, that is over the columns: `[n, m] → [n, 1]`. */
export function sumColumns(A: Matrix): Matrix {
  const result = Matrix.zeros(A.rows, 1, A.dtype);
  const { cols, data } = A;
  for (let i = 0; i < A.rows; i++) {
    let sum = 0;
    for (let k = i * cols; k < (i + 1) * cols; k++) sum += data[k];
    result.data[i] = sum;
  }
  return result;
}

/** For each column the row of its largest entry, the first among equals: the likeliest class. */
export function argmaxColumns(A: Matrix): number[] {
  return Array.from({ length: A.cols }, (_, j) => {
    let best = 0;
    for (let i = 1; i < A.rows; i++) if (A.get(i, j) > A.get(best, j)) best = i;
    return best;
  });
}

/**
 * Every row times its own factor: `[n, m]` with factors `[n, 1]`, the product of a diagonal matrix
 * with A.
 * @throws RangeError where the factors are not a column of n
 */
export function scaleRows(A: Matrix, factors: Matrix): Matrix {
  if (factors.rows !== A.rows || factors.cols !== 1) {
    throw new RangeError(
      `scaleRows: ${shapeOf(A)} needs factors [${A.rows}, 1], but was given ${shapeOf(factors)}`,
    );
  }
  requireSameDType('scaleRows', A, factors);
  const result = A.clone();
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < A.cols; j++) result.data[i * A.cols + j] *= factors.data[i];
  }
  return result;
}

/**
 * Rows from (included) to (excluded): what takes a vstack apart again.
 * @throws RangeError where they are not rows of A
 */
export function sliceRows(A: Matrix, from: number, to: number): Matrix {
  if (!(from >= 0 && from < to && to <= A.rows)) {
    throw new RangeError(`sliceRows: ${shapeOf(A)} has no rows ${from} to ${to}`);
  }
  return new Matrix(to - from, A.cols, A.data.slice(from * A.cols, to * A.cols));
}

/**
 * Columns from (included) to (excluded): what takes an hstack apart again.
 * @throws RangeError where they are not columns of A
 */
export function sliceColumns(A: Matrix, from: number, to: number): Matrix {
  if (!(from >= 0 && from < to && to <= A.cols)) {
    throw new RangeError(`sliceColumns: ${shapeOf(A)} has no columns ${from} to ${to}`);
  }
  const result = Matrix.zeros(A.rows, to - from, A.dtype);
  for (let i = 0; i < A.rows; i++) {
    result.data.set(A.data.subarray(i * A.cols + from, i * A.cols + to), i * result.cols);
  }
  return result;
}

/**
 * Matrices one below the other: [a<t-1>, x<t>] of the lectures, `[n, m]` on `[k, m] → [n + k, m]`.
 * @throws RangeError where the numbers of columns differ.
 */
export function vstack(...parts: [Matrix, ...Matrix[]]): Matrix {
  const [first] = parts;
  for (const part of parts) {
    requireSameDType('vstack', first, part);
    if (part.cols !== first.cols) {
      throw new RangeError(
        `vstack: ${shapeOf(first)} on ${shapeOf(part)} does not fit: ` +
          'matrices one below the other need the same number of columns',
      );
    }
  }
  const rows = parts.reduce((total, part) => total + part.rows, 0);
  const result = Matrix.zeros(rows, first.cols, first.dtype);
  let offset = 0;
  for (const part of parts) {
    result.data.set(part.data, offset);
    offset += part.data.length;
  }
  return result;
}

/**
 * Matrices side by side: W_a = [W_aa | W_ax] of the lectures, `[n, k]` and `[n, l] → [n, k + l]`.
 * @throws RangeError where the numbers of rows differ.
 */
export function hstack(...parts: [Matrix, ...Matrix[]]): Matrix {
  const [first] = parts;
  for (const part of parts) {
    requireSameDType('hstack', first, part);
    if (part.rows !== first.rows) {
      throw new RangeError(
        `hstack: ${shapeOf(first)} beside ${shapeOf(part)} does not fit: ` +
          'matrices side by side need the same number of rows',
      );
    }
  }
  const cols = parts.reduce((total, part) => total + part.cols, 0);
  const result = Matrix.zeros(first.rows, cols, first.dtype);
  let left = 0;
  for (const part of parts) {
    for (let i = 0; i < part.rows; i++) {
      result.data.set(part.data.subarray(i * part.cols, (i + 1) * part.cols), i * cols + left);
    }
    left += part.cols;
  }
  return result;
}

/** From so many entries on, the kernel beats a loop over them (measured). */
const LARGE = 256;

/** C ← A ∘ B by the kernel; false for it to be done by the caller, whose loop says what it is. */
export function byKernel(operation: Entrywise, A: Matrix, B: Matrix, C: Matrix): boolean {
  const kernel = C.data.length < LARGE ? undefined : loadedKernel();
  kernel?.entrywise(operation, A.data, B.data, C.data);
  return kernel !== undefined;
}

/**
 * Zeros for the result of what is done to A and B entry by entry. Each such operation has a loop of
 * its own: one that calls a function for every entry is four times slower.
 * @param operation who asks, for the message
 * @throws RangeError where the shapes differ
 */
export function resultFor(operation: string, A: Matrix, B: Matrix): Matrix {
  if (A.rows !== B.rows || A.cols !== B.cols) {
    throw new RangeError(
      `${operation}: ${shapeOf(A)} with ${shapeOf(B)} does not fit: the shapes must be equal`,
    );
  }
  requireSameDType(operation, A, B);
  return Matrix.zeros(A.rows, A.cols, A.dtype);
}
