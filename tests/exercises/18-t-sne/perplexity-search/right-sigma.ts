import { Matrix } from 'unrolled';

/** p over all other points for one width σ, and its entropy in bits. */
function gaussian(distances: number[], sigma: number) {
  const smallest = Math.min(...distances);
  const weights = distances.map((d) => Math.exp(-(d - smallest) / (2 * sigma * sigma)));
  const total = weights.reduce((a, b) => a + b);
  const p = weights.map((weight) => weight / total);
  const bits = p.reduce((sum, one) => (one === 0 ? sum : sum - one * Math.log2(one)), 0);
  return { p, bits };
}

export function perplexitySearch(D: Matrix, perplexity: number): Matrix {
  const rows = D.toArray().map((row, i) => {
    const others = row.filter((_, j) => j !== i);
    let [narrow, wide] = [1e-12, 1e12];
    // σ on a logarithmic scale: the middle is the geometric mean.
    for (let step = 0; step < 100; step++) {
      const middle = Math.sqrt(narrow * wide);
      if (2 ** gaussian(others, middle).bits > perplexity) wide = middle;
      else narrow = middle;
    }
    const { p } = gaussian(others, narrow);
    return [...p.slice(0, i), 0, ...p.slice(i)];
  });
  return Matrix.from(rows);
}
