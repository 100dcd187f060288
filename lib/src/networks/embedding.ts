import { Matrix } from '../tensor/matrix';

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
  for (let j = 0; j < tokens.length; j++) {
    const token = tokens[j];
    if (token === NO_TOKEN) continue;
    if (!(Number.isInteger(token) && token >= 0 && token < E.cols)) {
      throw new RangeError(
        `tokens[${j}] is ${token}, but must be from 0 to ${E.cols - 1}, or ${NO_TOKEN} for none`,
      );
    }
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
 */
export function addEmbeddingGradient(dx: Matrix, tokens: ArrayLike<number>, dE: Matrix): void {
  for (let j = 0; j < tokens.length; j++) {
    const token = tokens[j];
    if (token === NO_TOKEN) continue;
    for (let i = 0; i < dE.rows; i++) {
      dE.data[i * dE.cols + token] += dx.data[i * dx.cols + j];
    }
  }
}
