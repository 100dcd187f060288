// fails: values, outlier
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
  const points = X.toArray()[0].map((_, j) => X.toArray().map((row) => row[j]));
  const D = Matrix.from(
    points.map((a) => points.map((b) => a.reduce((sum, v, k) => sum + (v - b[k]) ** 2, 0))),
  );
  const P = perplexitySearch(D, perplexity);
  // What is written at (i, j) is read again at (j, i).
  for (let i = 0; i < P.rows; i++) {
    for (let j = 0; j < P.cols; j++) P.set(i, j, (P.get(i, j) + P.get(j, i)) / (2 * P.cols));
  }
  return P;
}
