import { Matrix, shapeOf } from './matrix';

/** Jacobi's method converges quadratically: more than about 12 sweeps were never seen. */
const MAX_SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, A v = λ v, by Jacobi's method: rotations of
 * two coordinates at a time, each of which makes one off-diagonal entry zero.
 *
 * @param A `[n, n]`, symmetric; only its upper triangle is read
 * @returns values: λ, largest first; vectors: `[n, n]`, orthonormal, the k-th column for values[k]
 * @throws RangeError where A is not square, or has entries that are NaN or infinite
 * @see Golub and Van Loan, *Matrix Computations*, section 8.5
 */
export function symmetricEigen(A: Matrix): { values: number[]; vectors: Matrix } {
  const n = A.rows;
  if (A.cols !== n) throw new RangeError(`symmetricEigen: A is ${shapeOf(A)}, but must be square`);
  const largest = [...A.data].reduce((most, a) => Math.max(most, Math.abs(a)), 0);
  if (!Number.isFinite(largest)) {
    throw new RangeError('symmetricEigen: A has entries that are NaN or infinite');
  }
  // S is A brought to size 1, so that no square below leaves the range of numbers.
  const size = largest === 0 ? 1 : largest;
  const S = new Matrix(
    n,
    n,
    Float64Array.from(A.data, (a) => a / size),
  );
  for (let p = 0; p < n; p++) for (let q = 0; q < p; q++) S.set(p, q, S.get(q, p));
  // The rows of V become the eigenvectors: rotating rows reads memory in its own order.
  const V = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) V.set(i, i, 1);

  const negligible = 1e-30 * squaredNorm(S);
  for (let sweep = 0; squaredOffDiagonal(S) > negligible; sweep++) {
    if (sweep === MAX_SWEEPS) throw new Error(`symmetricEigen: not done in ${MAX_SWEEPS} sweeps`);
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(S, V, p, q);
  }

  const order = Array.from({ length: n }, (_, k) => k);
  order.sort((a, b) => S.get(b, b) - S.get(a, a));
  const vectors = Matrix.zeros(n, n);
  order.forEach((row, k) => {
    for (let i = 0; i < n; i++) vectors.data[i * n + k] = V.data[row * n + i];
  });
  return { values: order.map((k) => size * S.get(k, k)), vectors };
}

/** S ← J S Jᵀ and V ← J V, where J turns the coordinates p and q so that S[p, q] becomes 0. */
function rotate({ data: S, cols: n }: Matrix, { data: V }: Matrix, p: number, q: number): void {
  const off = S[p * n + q];
  if (off === 0) return;
  const theta = (S[q * n + q] - S[p * n + p]) / (2 * off);
  // The smaller of the two angles that do it; tan of it solves t² + 2θt − 1 = 0.
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  S[p * n + p] -= t * off;
  S[q * n + q] += t * off;
  S[p * n + q] = S[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    if (k !== p && k !== q) {
      const a = S[p * n + k];
      const b = S[q * n + k];
      S[p * n + k] = S[k * n + p] = c * a - s * b;
      S[q * n + k] = S[k * n + q] = s * a + c * b;
    }
    const a = V[p * n + k];
    const b = V[q * n + k];
    V[p * n + k] = c * a - s * b;
    V[q * n + k] = s * a + c * b;
  }
}

function squaredNorm({ data }: Matrix): number {
  let sum = 0;
  for (const entry of data) sum += entry * entry;
  return sum;
}

function squaredOffDiagonal(S: Matrix): number {
  let sum = 0;
  for (let p = 0; p < S.rows; p++) for (let q = 0; q < p; q++) sum += 2 * S.get(p, q) ** 2;
  return sum;
}
