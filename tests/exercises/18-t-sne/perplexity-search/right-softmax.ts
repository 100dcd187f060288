import { map, Matrix, softmax } from 'unrolled';

export function perplexitySearch(D: Matrix, perplexity: number): Matrix {
  const result = Matrix.zeros(D.rows, D.cols);
  for (let i = 0; i < D.rows; i++) {
    // The library's softmax works on columns. Its own place gets −∞, that is probability 0.
    const row = Matrix.column(D.toArray()[i]);
    const others = row.toArray().flatMap(([d], j) => (j === i ? [] : [d]));
    const mean = others.reduce((a, b) => a + b) / others.length;
    const affinity = (beta: number) => {
      let j = 0;
      return softmax(map(row, (d) => (j++ === i ? -Infinity : (-beta * d) / mean)));
    };
    const perplexityOf = ({ data }: Matrix) => {
      let bits = 0;
      for (const p of data) if (p > 0) bits -= p * Math.log2(p);
      return 2 ** bits;
    };
    let low = 1e-9;
    let high = 1e9;
    while (high / low > 1 + 1e-12) {
      const middle = Math.sqrt(low * high);
      if (perplexityOf(affinity(middle)) > perplexity) low = middle;
      else high = middle;
    }
    affinity(low).data.forEach((p, j) => result.set(i, j, p));
  }
  return result;
}
