/** A matrix's entries: Float64 for exactness (gradient checks need it), Float32 for speed. */
export type DType = 'float64' | 'float32';
export type Entries = Float64Array | Float32Array;

/**
 * A matrix over one flat typed array, row after row: entry (i, j) is `data[i * cols + j]`.
 *
 * As in the lectures, one *column* is one example: x<t> is `[n_x, m]` for a batch of m examples,
 * and a vector is a matrix of one column. A sequence is an array of matrices, x<1> first.
 */
export class Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Entries;

  /**
   * Wraps `data` without copying it.
   * @throws RangeError where rows or cols is not a positive integer, or data has another length.
   */
  constructor(rows: number, cols: number, data: Entries) {
    requireSize('rows', rows);
    requireSize('cols', cols);
    if (data.length !== rows * cols) {
      throw new RangeError(
        `Matrix: [${rows}, ${cols}] needs ${rows * cols} entries, but data has ${data.length}`,
      );
    }
    this.rows = rows;
    this.cols = cols;
    this.data = data;
  }

  /** A matrix of zeros, `[rows, cols]`. */
  static zeros(rows: number, cols: number, dtype: DType = 'float64'): Matrix {
    const length = Math.max(0, rows * cols) || 0;
    return new Matrix(
      rows,
      cols,
      dtype === 'float64' ? new Float64Array(length) : new Float32Array(length),
    );
  }

  /**
   * A matrix from its rows: `Matrix.from([[1, 2], [3, 4]])`.
   * @throws RangeError where there is no row, or the rows differ in length.
   */
  static from(rows: readonly (readonly number[])[], dtype: DType = 'float64'): Matrix {
    if (rows.length === 0) throw new RangeError('Matrix.from: no rows were given');
    const cols = rows[0].length;
    const result = Matrix.zeros(rows.length, cols, dtype);
    rows.forEach((row, i) => {
      if (row.length !== cols) {
        throw new RangeError(
          `Matrix.from: row 0 has ${cols} entries, but row ${i} has ${row.length}`,
        );
      }
      result.data.set(row, i * cols);
    });
    return result;
  }

  /** A vector, that is a matrix of one column: `Matrix.column([1, 2, 3])` is `[3, 1]`. */
  static column(values: readonly number[], dtype: DType = 'float64'): Matrix {
    return Matrix.from(
      values.map((value) => [value]),
      dtype,
    );
  }

  get dtype(): DType {
    return this.data instanceof Float64Array ? 'float64' : 'float32';
  }

  /** `[rows, cols]` */
  get shape(): [number, number] {
    return [this.rows, this.cols];
  }

  /** Entry in row i, column j, both counted from 0. */
  get(i: number, j: number): number {
    return this.data[this.offset(i, j)];
  }

  set(i: number, j: number, value: number): void {
    this.data[this.offset(i, j)] = value;
  }

  /** A copy that shares nothing with this matrix. */
  clone(): Matrix {
    return new Matrix(this.rows, this.cols, this.data.slice());
  }

  /** The rows as plain arrays. */
  toArray(): number[][] {
    return Array.from({ length: this.rows }, (_, i) =>
      Array.from(this.data.subarray(i * this.cols, (i + 1) * this.cols)),
    );
  }

  private offset(i: number, j: number): number {
    const inside = i >= 0 && i < this.rows && j >= 0 && j < this.cols;
    if (!inside || !Number.isInteger(i) || !Number.isInteger(j)) {
      throw new RangeError(`entry (${i}, ${j}) lies outside a ${shapeOf(this)} matrix`);
    }
    return i * this.cols + j;
  }

  /** What a notebook shows: the shape, and the entries to four decimals, aligned. */
  toString(): string {
    const shown = this.toArray()
      .slice(0, 10)
      .map((row) =>
        row
          .slice(0, 10)
          .map((value) => (Number.isInteger(value) ? String(value) : value.toFixed(4)))
          .concat(row.length > 10 ? ['…'] : []),
      );
    const width = Math.max(...shown.flat().map((text) => text.length));
    const lines = shown.map((row) => '  ' + row.map((text) => text.padStart(width)).join('  '));
    if (this.rows > 10) lines.push('  …');
    return [`Matrix ${shapeOf(this)}`, ...lines].join('\n');
  }

  /** What Node prints. Asked for by its symbol, so that the types don't need Node's. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** `[rows, cols]` as text, for messages. */
export function shapeOf(matrix: Matrix): string {
  return `[${matrix.rows}, ${matrix.cols}]`;
}

function requireSize(name: string, size: number): void {
  if (Number.isInteger(size) && size >= 1) return;
  throw new RangeError(`Matrix: ${name} is ${size}, but must be a positive whole number`);
}

/**
 * @param givenBy the matrices that the shape follows from: the mistake may lie in one of them
 * @throws RangeError that names the matrix, the shape that it has and the shape that it must have.
 */
export function requireShape(
  name: string,
  matrix: Matrix,
  rows: number,
  cols: number,
  givenBy: Readonly<Record<string, Matrix>> = {},
): void {
  if (matrix.rows === rows && matrix.cols === cols) return;
  const others = Object.entries(givenBy).map(([other, given]) => `${other} ${shapeOf(given)}`);
  throw new RangeError(
    `${name} is ${shapeOf(matrix)}, but must be [${rows}, ${cols}]` +
      (others.length > 0 ? ` beside ${others.join(' and ')}` : ''),
  );
}

/** @throws RangeError that names the matrix and the first of its entries that is NaN or infinite. */
export function requireFinite(name: string, { data, cols }: Matrix): void {
  for (let k = 0; k < data.length; k++) {
    if (Number.isFinite(data[k])) continue;
    throw new RangeError(
      `${name} holds ${data[k]} in row ${Math.floor(k / cols)}, column ${k % cols}, ` +
        'but every entry must be a finite number',
    );
  }
}

/**
 * Mixing would silently halve the precision or the speed, so it is refused.
 * @throws TypeError that names the operation and both matrices.
 */
export function requireSameDType(operation: string, A: Matrix, B: Matrix): void {
  if (A.dtype !== B.dtype) {
    throw new TypeError(
      `${operation}: ${A.dtype} ${shapeOf(A)} with ${B.dtype} ${shapeOf(B)}: ` +
        'make both matrices with the same dtype',
    );
  }
}
