import { loadedKernel, type Factor } from './kernel';
import { Matrix, requireSameDType, shapeOf } from './matrix';

/**
 * The matrix product A·B: `[n, k] · [k, m] → [n, m]`.
 * @throws RangeError where A's columns are not as many as B's rows.
 */
export function matmul(A: Matrix, B: Matrix): Matrix {
  if (A.cols !== B.rows) {
    throw new RangeError(
      `matmul: ${shapeOf(A)} · ${shapeOf(B)} does not fit: ` +
        `the left one has ${A.cols} columns, the right one ${B.rows} rows`,
    );
  }
  requireSameDType('matmul', A, B);
  return product(plain(A), plain(B));
}

/**
 * Aᵀ·B, without making Aᵀ: `[k, n]ᵀ · [k, m] → [n, m]`.
 * @throws RangeError where A's rows are not as many as B's.
 */
export function transposedMatmul(A: Matrix, B: Matrix): Matrix {
  if (A.rows !== B.rows) {
    throw new RangeError(
      `transposedMatmul: ${shapeOf(A)}ᵀ · ${shapeOf(B)} does not fit: ` +
        `the left one has ${A.rows} rows, the right one ${B.rows}`,
    );
  }
  requireSameDType('transposedMatmul', A, B);
  return product(transposed(A), plain(B));
}

/**
 * A·Bᵀ, without making Bᵀ: `[n, k] · [m, k]ᵀ → [n, m]`.
 * @throws RangeError where A's columns are not as many as B's.
 */
export function matmulTransposed(A: Matrix, B: Matrix): Matrix {
  if (A.cols !== B.cols) {
    throw new RangeError(
      `matmulTransposed: ${shapeOf(A)} · ${shapeOf(B)}ᵀ does not fit: ` +
        `the left one has ${A.cols} columns, the right one ${B.cols}`,
    );
  }
  requireSameDType('matmulTransposed', A, B);
  return product(plain(A), transposed(B));
}

/**
 * Does some work during which these matrices don't change, as a network's weights while a sequence
 * runs through it: products with them on the left are faster, because they are prepared only once.
 */
export function keepingConstant<Result>(matrices: readonly Matrix[], work: () => Result): Result {
  const kernel = loadedKernel();
  if (kernel === undefined) return work();
  return kernel.keeping(
    matrices.map((matrix) => matrix.data),
    work,
  );
}

/** From so many multiplications on, the kernel beats the readable product (measured: 300 to 500). */
const LARGE = 500;

function product(A: Factor, B: Factor): Matrix {
  const kernel = A.rows * A.cols * B.cols < LARGE ? undefined : loadedKernel();
  if (kernel === undefined) return readableProduct(A, B);
  return new Matrix(A.rows, B.cols, kernel.product(A, B));
}

/** What the product is, entry by entry: c_ij = Σ_k a_ik b_kj. The kernel is tested against it. */
function readableProduct(A: Factor, B: Factor): Matrix {
  const C = Matrix.zeros(A.rows, B.cols, A.data instanceof Float64Array ? 'float64' : 'float32');
  for (let i = 0; i < C.rows; i++) {
    for (let j = 0; j < C.cols; j++) {
      let sum = 0;
      for (let k = 0; k < A.cols; k++) {
        sum += A.data[i * A.down + k * A.right] * B.data[k * B.down + j * B.right];
      }
      C.data[i * C.cols + j] = sum;
    }
  }
  return C;
}

function plain({ data, rows, cols }: Matrix): Factor {
  return { data, rows, cols, down: cols, right: 1 };
}

function transposed({ data, rows, cols }: Matrix): Factor {
  return { data, rows: cols, cols: rows, down: 1, right: cols };
}
