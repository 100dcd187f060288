import { Matrix, requireShape } from '../tensor/matrix';

/** In place of a token: no token at all, whose vector is zero, as x<1> = 0 of a language model. */
export const NO_TOKEN = -1;

/**
 * E times one-hot vectors, which is only a look-up: column `token` of E for each example.
 *
 * @param E one column a token of the vocabulary, `[n_e, V]`
 * @param tokens a token for each of the m examples, or {@link NO_TOKEN} for a zero vector
 * @returns `[n_e, m]`
 * @throws RangeError where a token is not in the vocabulary
 * @see Ng, *Sequence Models*, "Embedding Matrix"
 */
export function embeddingForward(E: Matrix, tokens: ArrayLike<number>): Matrix {
  const result = Matrix.zeros(E.rows, tokens.length, E.dtype);
  requireTokens(tokens, E.cols);
  for (let j = 0; j < tokens.length; j++) {
    const token = tokens[j];
    if (token === NO_TOKEN) continue;
    for (let i = 0; i < E.rows; i++) {
      result.data[i * result.cols + j] = E.data[i * E.cols + token];
    }
  }
  return result;
}

/**
 * Back through the look-up: each example's gradient is added to its token's column.
 *
 * @param dx ∂L/∂x, `[n_e, m]`
 * @param tokens as in the forward pass
 * @param dE where to add, `[n_e, V]`: one matrix serves all steps, since V is large
 * @throws RangeError where the shapes don't fit, or a token is not in the vocabulary; dE is then as
 *   before
 */
export function addEmbeddingGradient(dx: Matrix, tokens: ArrayLike<number>, dE: Matrix): void {
  requireShape('dx', dx, dE.rows, tokens.length);
  requireTokens(tokens, dE.cols);
  for (let j = 0; j < tokens.length; j++) {
    const token = tokens[j];
    if (token === NO_TOKEN) continue;
    for (let i = 0; i < dE.rows; i++) {
      dE.data[i * dE.cols + token] += dx.data[i * dx.cols + j];
    }
  }
}

function requireTokens(tokens: ArrayLike<number>, V: number): void {
  for (let j = 0; j < tokens.length; j++) {
    const token = tokens[j];
    if (token === NO_TOKEN || (Number.isInteger(token) && token >= 0 && token < V)) continue;
    throw new RangeError(
      `tokens[${j}] is ${token}, but must be from 0 to ${V - 1}, or ${NO_TOKEN} for none`,
    );
  }
}
