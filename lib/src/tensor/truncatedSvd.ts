import { matmul, transposedMatmul } from './matmul';
import { Matrix, shapeOf } from './matrix';
import { sliceColumns, transpose } from './operations';
import { Random } from './random';
import { symmetricEigen } from './symmetricEigen';

/** More directions than asked for are followed, so that those asked for are settled. */
const SPARE = 10;
/** How often A Aᵀ is applied. Directions with small singular values die out with each time. */
const POWERS = 6;

/**
 * The k largest singular values of A with their vectors, A ≈ U diag(s) Vᵀ, the best approximation of
 * rank k; by random directions that A turns to its own main ones.
 *
 * @param A `[n, m]`
 * @param k from 1 to min(n, m)
 * @returns U `[n, k]` and V `[m, k]`, with orthonormal columns for the values above 0; values: s,
 *   largest first; all in Float64
 * @throws RangeError where k does not fit A, or an entry is NaN or infinite
 * @see Halko, Martinsson and Tropp, *Finding Structure with Randomness* (2011), algorithms 4.4, 5.1
 */
export function truncatedSvd(
  A: Matrix,
  k: number,
  random = new Random(1),
): { U: Matrix; values: number[]; V: Matrix } {
  const most = Math.min(A.rows, A.cols);
  if (!Number.isInteger(k) || k < 1 || k > most) {
    throw new RangeError(
      `truncatedSvd: k is ${k}, but A ${shapeOf(A)} has from 1 to ${most} singular values`,
    );
  }
  if (!A.data.every(Number.isFinite)) {
    throw new RangeError('truncatedSvd: A has entries that are NaN or infinite');
  }
  const exact = new Matrix(A.rows, A.cols, Float64Array.from(A.data));
  let Q = orthonormal(matmul(exact, random.normalMatrix(A.cols, Math.min(most, k + SPARE))));
  for (let n = 0; n < POWERS; n++) {
    Q = orthonormal(matmul(exact, orthonormal(transposedMatmul(exact, Q))));
  }
  // A ≈ Q B with B = QᵀA small: B Bᵀ = W diag(s²) Wᵀ, so U = Q W and V = Bᵀ W diag(1 / s).
  const B = transposedMatmul(Q, exact);
  const { values, vectors } = symmetricEigen(matmul(B, transpose(B)));
  const W = sliceColumns(vectors, 0, k);
  const s = values.slice(0, k).map((value) => Math.sqrt(Math.max(0, value)));
  const V = transposedMatmul(B, W);
  for (let i = 0; i < V.rows; i++) {
    for (let j = 0; j < k; j++) V.data[i * k + j] /= s[j] || 1;
  }
  return { U: matmul(Q, W), values: s, V };
}

/** The columns made orthonormal, one after the other (Gram and Schmidt, twice against rounding). */
function orthonormal(A: Matrix): Matrix {
  const { rows: n, cols: m } = A;
  const lines = transpose(A).data;
  const line = (j: number) => lines.subarray(j * n, (j + 1) * n);
  for (let j = 0; j < m; j++) {
    const v = line(j);
    const before = Math.sqrt(inner(v, v));
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < j; i++) {
        const u = line(i);
        const along = inner(u, v);
        for (let p = 0; p < n; p++) v[p] -= along * u[p];
      }
    }
    // What is left of a column that hangs on earlier ones is rounding: zero says so.
    const length = Math.sqrt(inner(v, v));
    const factor = length > 1e-12 * before ? 1 / length : 0;
    for (let p = 0; p < n; p++) v[p] *= factor;
  }
  return transpose(new Matrix(m, n, lines));
}

function inner(u: ArrayLike<number>, v: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += u[i] * v[i];
  return sum;
}
