// fails: values, outlier
import { Matrix } from 'unrolled';

// All pairs are divided by one sum, as for one width for all: then an outlier has no say.
export function affinities(X: Matrix, perplexity: number): Matrix {
  const N = X.cols;
  const D = Matrix.zeros(N, N);
  let mean = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      for (let k = 0; k < X.rows; k++) {
        D.set(i, j, D.get(i, j) + (X.get(k, i) - X.get(k, j)) ** 2);
      }
      mean += D.get(i, j) / (N * N);
    }
  }
  const P = Matrix.zeros(N, N);
  let sum = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      if (i !== j) P.set(i, j, Math.exp((-D.get(i, j) * N) / mean / perplexity));
      sum += P.get(i, j);
    }
  }
  for (let k = 0; k < N * N; k++) P.data[k] /= sum;
  return P;
}
