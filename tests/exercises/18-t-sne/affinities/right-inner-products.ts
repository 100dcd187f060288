import { map, Matrix, matmul, transpose } from 'unrolled';

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

export function affinities(data: Matrix, wanted: number): Matrix {
  // ‖a − b‖² = ‖a‖² + ‖b‖² − 2 a·b
  const inner = matmul(transpose(data), data);
  const N = inner.rows;
  let k = 0;
  const squared = map(inner, (ab) => {
    const [i, j] = [Math.floor(k / N), k++ % N];
    return Math.max(0, inner.get(i, i) + inner.get(j, j) - 2 * ab);
  });
  const conditional = perplexitySearch(squared, wanted);
  const joint = conditional.clone();
  let sum = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      joint.set(i, j, conditional.get(i, j) + conditional.get(j, i));
      sum += joint.get(i, j);
    }
  }
  return map(joint, (p) => p / sum);
}
