import { Matrix, requireFinite, shapeOf } from './matrix';
import { matmul } from './matmul';
import { transpose } from './operations';
import { symmetricEigen } from './symmetricEigen';

/** What {@link pca} finds in N examples of d features. */
export interface PrincipalComponents {
  /** The examples seen along the components, `[k, N]`; every row has mean 0. */
  readonly projected: Matrix;
  /** Orthonormal directions, `[d, k]`, one a column, that of the largest variance first. */
  readonly components: Matrix;
  /** The variance along each component (a mean over the N examples), largest first. */
  readonly variances: readonly number[];
  /** The mean example, `[d, 1]`: an example x projects to componentsᵀ (x − mean). */
  readonly mean: Matrix;
}

/**
 * Principal component analysis: the k orthogonal directions along which the examples vary most,
 * which are the eigenvectors of their covariance. All in Float64; takes O(d² N + d³) time.
 *
 * A direction is defined but for its sign: here its entry of largest absolute value is positive.
 *
 * @param X `[d, N]`, one column an example
 * @param k from 1 to d
 * @throws RangeError where k does not fit X, or an entry is NaN or infinite
 * @see Pearson, *On Lines and Planes of Closest Fit to Systems of Points in Space* (1901)
 */
export function pca(X: Matrix, k: number): PrincipalComponents {
  const { rows: d, cols: N } = X;
  if (!Number.isInteger(k) || k < 1 || k > d) {
    throw new RangeError(`pca: k is ${k}, but X ${shapeOf(X)} has from 1 to ${d} components`);
  }
  requireFinite('pca: X', X);
  const { centred, mean } = centre(X);
  // covariance = (1/N) Σ (x − mean)(x − mean)ᵀ
  const { values, vectors } = symmetricEigen(matmul(centred, transpose(centred)));
  const components = Matrix.zeros(d, k);
  for (let j = 0; j < k; j++) {
    const sign = signOfLargest(vectors, j);
    for (let i = 0; i < d; i++) components.data[i * k + j] = sign * vectors.get(i, j);
  }
  return {
    projected: matmul(transpose(components), centred),
    components,
    // Rounding can leave a variance of zero slightly below it.
    variances: values.slice(0, k).map((value) => Math.max(0, value) / N),
    mean,
  };
}

function centre(X: Matrix): { centred: Matrix; mean: Matrix } {
  const centred = new Matrix(X.rows, X.cols, Float64Array.from(X.data));
  const mean = Matrix.zeros(X.rows, 1);
  for (let i = 0; i < X.rows; i++) {
    const row = centred.data.subarray(i * X.cols, (i + 1) * X.cols);
    let sum = 0;
    for (const x of row) sum += x;
    mean.data[i] = sum / X.cols;
    for (let j = 0; j < X.cols; j++) row[j] -= mean.data[i];
  }
  return { centred, mean };
}

function signOfLargest(vectors: Matrix, j: number): number {
  let largest = 0;
  for (let i = 0; i < vectors.rows; i++) {
    if (Math.abs(vectors.get(i, j)) > Math.abs(largest)) largest = vectors.get(i, j);
  }
  return largest < 0 ? -1 : 1;
}
