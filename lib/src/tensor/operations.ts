import { Matrix, requireSameDType, shapeOf } from './matrix';

export { matmul } from './matmul';

/**
 * The sum of matrices of one shape `[n, m]`; a column `[n, 1]` (a bias) among them is added to
 * every column of the others.
 * @throws RangeError where a shape is neither.
 */
export function add(first: Matrix, ...others: Matrix[]): Matrix {
  const widest = others.reduce((a, b) => (b.cols > a.cols ? b : a), first);
  const sum = Matrix.zeros(widest.rows, widest.cols, first.dtype);
  for (const term of [first, ...others]) {
    requireSameDType('add', first, term);
    if (term.rows !== sum.rows || (term.cols !== sum.cols && term.cols !== 1)) {
      throw new RangeError(
        `add: ${shapeOf(widest)} + ${shapeOf(term)} does not fit: ` +
          `the second must be ${shapeOf(widest)} too, or a column [${widest.rows}, 1]`,
      );
    }
    const broadcast = term.cols !== sum.cols;
    for (let i = 0; i < sum.rows; i++) {
      for (let j = 0; j < sum.cols; j++) {
        sum.data[i * sum.cols + j] += broadcast ? term.data[i] : term.data[i * sum.cols + j];
      }
    }
  }
  return sum;
}

/** A − B, entry by entry. @throws RangeError where the shapes differ. */
export function subtract(A: Matrix, B: Matrix): Matrix {
  return entrywise('subtract', A, B, (a, b) => a - b);
}

/** A ∗ B, entry by entry, the product of the gates. @throws RangeError where the shapes differ. */
export function hadamard(A: Matrix, B: Matrix): Matrix {
  return entrywise('hadamard', A, B, (a, b) => a * b);
}

/** factor · A */
export function scale(A: Matrix, factor: number): Matrix {
  return map(A, (a) => factor * a);
}

/** f of every entry. */
export function map(A: Matrix, f: (entry: number) => number): Matrix {
  const result = Matrix.zeros(A.rows, A.cols, A.dtype);
  for (let k = 0; k < A.data.length; k++) result.data[k] = f(A.data[k]);
  return result;
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
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < A.cols; j++) result.data[i] += A.data[i * A.cols + j];
  }
  return result;
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

/**
 * f(a, b) for every pair of entries in the same place.
 * @param operation who asks, for the message
 * @throws RangeError where the shapes differ
 */
export function entrywise(
  operation: string,
  A: Matrix,
  B: Matrix,
  f: (a: number, b: number) => number,
): Matrix {
  if (A.rows !== B.rows || A.cols !== B.cols) {
    throw new RangeError(
      `${operation}: ${shapeOf(A)} with ${shapeOf(B)} does not fit: the shapes must be equal`,
    );
  }
  requireSameDType(operation, A, B);
  const result = Matrix.zeros(A.rows, A.cols, A.dtype);
  for (let k = 0; k < result.data.length; k++) result.data[k] = f(A.data[k], B.data[k]);
  return result;
}
