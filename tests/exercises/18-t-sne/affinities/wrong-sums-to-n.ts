// fails: values, outlier
// says: so that all p sum to N
import { Matrix } from 'unrolled';

/** p_{j|i} in row i, column j, as in the exercise before. */
function perplexitySearch(D: Matrix, perplexity: number): Matrix {
  const P = Matrix.zeros(D.rows, D.cols);
  D.toArray().forEach((row, i) => {
    const nearest = Math.min(...row.filter((_, j) => j !== i));
    let [low, high] = [-30, 30];
    for (let step = 0; step < 60; step++) {
      const beta = Math.exp((low + high) / 2) / (nearest + 1);
      const weights = row.map((d, j) => (j === i ? 0 : Math.exp(-beta * (d - nearest))));
      const sum = weights.reduce((a, b) => a + b);
      let entropy = 0;
      weights.forEach((weight, j) => {
        P.set(i, j, weight / sum);
        if (weight > 0) entropy -= (weight / sum) * Math.log(weight / sum);
      });
      if (entropy > Math.log(perplexity)) low = (low + high) / 2;
      else high = (low + high) / 2;
    }
  });
  return P;
}

export function affinities(X: Matrix, perplexity: number): Matrix {
  const N = X.cols;
  const D = Matrix.zeros(N, N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      let squared = 0;
      for (let k = 0; k < X.rows; k++) squared += (X.get(k, i) - X.get(k, j)) ** 2;
      D.set(i, j, squared);
    }
  }
  const conditional = perplexitySearch(D, perplexity);
  const P = Matrix.zeros(N, N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      P.set(i, j, (conditional.get(i, j) + conditional.get(j, i)) / 2);
    }
  }
  return P;
}
