// fails: values, perplexities, units, density
// says: the point itself counts as one of its neighbours
import { Matrix } from 'unrolled';

export function perplexitySearch(D: Matrix, perplexity: number): Matrix {
  const N = D.rows;
  const P = Matrix.zeros(N, N);
  for (let i = 0; i < N; i++) {
    let nearest = Infinity;
    for (let j = 0; j < N; j++) nearest = Math.min(nearest, D.get(i, j));
    let [low, high, beta] = [0, Infinity, 1];
    for (let step = 0; step < 200; step++) {
      let sum = 0;
      for (let j = 0; j < N; j++) {
        P.set(i, j, Math.exp(-beta * (D.get(i, j) - nearest)));
        sum += P.get(i, j);
      }
      let entropy = 0;
      for (let j = 0; j < N; j++) {
        const p = P.get(i, j) / sum;
        P.set(i, j, p);
        if (p > 0) entropy -= p * Math.log(p);
      }
      if (Math.abs(entropy - Math.log(perplexity)) < 1e-9) break;
      if (entropy > Math.log(perplexity)) {
        low = beta;
        beta = high === Infinity ? 2 * beta : (low + high) / 2;
      } else {
        high = beta;
        beta = (low + high) / 2;
      }
    }
  }
  return P;
}
