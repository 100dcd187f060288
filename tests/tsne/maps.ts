import { Matrix, Random } from 'unrolled';

/** Squared distances between all columns. */
export function allDistances(X: Matrix): Matrix {
  const D = Matrix.zeros(X.cols, X.cols);
  for (let i = 0; i < X.cols; i++) {
    for (let j = 0; j < X.cols; j++) {
      let squared = 0;
      for (let k = 0; k < X.rows; k++) squared += (X.get(k, i) - X.get(k, j)) ** 2;
      D.set(i, j, squared);
    }
  }
  return D;
}

/** Clusters of equal size, far apart: column j belongs to cluster j mod `clusters`. */
export function clusters(count: number, d: number, N: number, seed: number): Matrix {
  const random = new Random(seed);
  const centres = random.normalMatrix(d, count, 10);
  const X = random.normalMatrix(d, N);
  for (let j = 0; j < N; j++) {
    for (let i = 0; i < d; i++) X.set(i, j, X.get(i, j) + centres.get(i, j % count));
  }
  return X;
}

/** ‖A − B‖ / ‖B‖ */
export function relativeError(A: ArrayLike<number>, B: ArrayLike<number>): number {
  let [difference, norm] = [0, 0];
  for (let k = 0; k < B.length; k++) {
    difference += (A[k] - B[k]) ** 2;
    norm += B[k] ** 2;
  }
  return A.length === B.length ? Math.sqrt(difference / norm) : Infinity;
}

/** Of each point of a map the nearest other one. */
export function nearestOnMap(Y: Matrix): number[] {
  const D = allDistances(Y);
  return Array.from({ length: Y.cols }, (_, i) => {
    let nearest = i === 0 ? 1 : 0;
    for (let j = 0; j < Y.cols; j++) {
      if (j !== i && D.get(i, j) < D.get(i, nearest)) nearest = j;
    }
    return nearest;
  });
}
