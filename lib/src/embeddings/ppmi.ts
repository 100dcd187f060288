import { Matrix, shapeOf } from '../tensor/matrix';
import { Random } from '../tensor/random';
import { truncatedSvd } from '../tensor/truncatedSvd';

/**
 * Positive pointwise mutual information: how much more often two words occur together than chance
 * would have it, max(0, log (P(i, j) / (P(i) P(j)))), in nats.
 *
 * @param counts X_ij ≥ 0, `[V, V']`: how often row i occurs with column j
 * @param options further settings
 * @param options.power what column counts are raised to before they become P(j); 0.75 keeps rare
 *   words from being all that counts
 * @param options.shift what is subtracted before negative values become 0: log k gives the matrix that
 *   skip-gram with k negatives factorises
 * @returns `[V, V']`, 0 where X_ij is 0
 * @throws RangeError where a count is negative or not finite, or all are 0
 * @see Levy and Goldberg, *Neural Word Embedding as Implicit Matrix Factorization* (2014); Levy,
 *   Goldberg and Dagan, *Improving Distributional Similarity …* (2015)
 */
export function ppmi(
  counts: Matrix,
  { power = 1, shift = 0 }: { power?: number; shift?: number } = {},
): Matrix {
  const { rows, cols, data } = counts;
  const ofRow = new Float64Array(rows);
  const ofColumn = new Float64Array(cols);
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) {
      if (!(data[k] >= 0 && data[k] < Infinity)) {
        throw new RangeError(
          `ppmi: counts ${shapeOf(counts)} has ${data[k]} at (${i}, ${j}), but must not be negative`,
        );
      }
      ofRow[i] += data[k];
      ofColumn[j] += data[k];
    }
  }
  const total = ofRow.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new RangeError('ppmi: all counts are 0');
  // P(j) ∝ (Σ_i X_ij)^power
  const raised = ofColumn.map((count) => count ** power);
  const raisedTotal = raised.reduce((sum, count) => sum + count, 0);
  const result = Matrix.zeros(rows, cols);
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) {
      if (data[k] === 0) continue;
      // P(i, j) / (P(i) P(j)) = X_ij / (Σ_j X_ij · P(j))
      const ratio = data[k] / (ofRow[i] * (raised[j] / raisedTotal));
      result.data[k] = Math.max(0, Math.log(ratio) - shift);
    }
  }
  return result;
}

/**
 * Word vectors from a matrix such as {@link ppmi}, without any training: the rows of U diag(s^power),
 * where U diag(s) Vᵀ is the best approximation of rank n_e.
 *
 * @param M one row a word, `[V, V']`
 * @param n_e from 1 to min(V, V')
 * @param options further settings
 * @param options.power how much directions of large singular values count: 1 as in M, 1/2 divides
 *   them evenly between words and contexts, 0 all alike
 * @returns E, one column a word, `[n_e, V]`, Float64
 * @throws RangeError where n_e does not fit M
 * @see Levy, Goldberg and Dagan (2015)
 */
export function svdEmbedding(
  M: Matrix,
  n_e: number,
  { power = 0.5, random = new Random(1) }: { power?: number; random?: Random } = {},
): Matrix {
  const { U, values } = truncatedSvd(M, n_e, random);
  const E = Matrix.zeros(n_e, M.rows);
  for (let i = 0; i < n_e; i++) {
    const factor = values[i] ** power;
    for (let j = 0; j < M.rows; j++) E.data[i * M.rows + j] = factor * U.data[j * n_e + i];
  }
  return E;
}
