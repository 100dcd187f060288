import { denseBackward, type DenseGradients, type DenseParameters } from '../networks/dense';
import { addEmbeddingGradient, NO_TOKEN } from '../networks/embedding';
import { matmul } from '../tensor/matmul';
import { Matrix } from '../tensor/matrix';
import { add } from '../tensor/operations';

/** Texts of different lengths, each a list of word numbers; {@link NO_TOKEN} counts for nothing. */
export type Documents = readonly (readonly number[])[];

/**
 * The mean of the words' vectors of each text: a vector of fixed size for a text of any length, with
 * no regard to order. A text without words gets zeros.
 *
 * @param E `[n_e, V]`
 * @param documents m texts
 * @returns `[n_e, m]`
 * @throws RangeError where there is no text, or a word is not in the vocabulary
 * @see Ng, *Sequence Models*, "Sentiment Classification"
 */
export function averageEmbedding(E: Matrix, documents: Documents): Matrix {
  const { rows: n_e, cols: V } = E;
  const m = documents.length;
  if (m === 0) throw new RangeError('averageEmbedding: no documents were given');
  const average = Matrix.zeros(n_e, m, E.dtype);
  documents.forEach((document, j) => {
    const words = document.filter((word) => word !== NO_TOKEN);
    for (const word of words) {
      if (!(Number.isInteger(word) && word >= 0 && word < V)) {
        throw new RangeError(
          `averageEmbedding: documents[${j}] has the word ${word}, but must be from 0 to ${V - 1}, ` +
            `or ${NO_TOKEN} for none`,
        );
      }
      for (let i = 0; i < n_e; i++) {
        average.data[i * m + j] += E.data[i * V + word] / words.length;
      }
    }
  });
  return average;
}

/** Back through the average: each of a text's words gets an equal share of its gradient. */
function averageEmbeddingBackward(dx: Matrix, documents: Documents, E: Matrix): Matrix {
  const dE = Matrix.zeros(E.rows, E.cols, E.dtype);
  documents.forEach((document, j) => {
    const words = document.filter((word) => word !== NO_TOKEN);
    if (words.length === 0) return;
    const shares = Matrix.zeros(E.rows, words.length, E.dtype);
    for (let i = 0; i < E.rows; i++) {
      const share = dx.data[i * dx.cols + j] / words.length;
      shares.data.fill(share, i * words.length, (i + 1) * words.length);
    }
    addEmbeddingGradient(shares, words, dE);
  });
  return dE;
}

/** E `[n_e, V]`, Wya `[n_y, n_e]`, by `[n_y, 1]`. */
export type EmbeddingClassifierParameters = DenseParameters & { readonly E: Matrix };

/** What the backward pass needs to remember of the forward pass. */
export interface EmbeddingClassifierCache {
  readonly documents: Documents;
  readonly x: Matrix;
  readonly parameters: EmbeddingClassifierParameters;
}

/**
 * Classifies texts by the mean of their words' vectors: z = W_ya x + b_y. Hand z to a loss with
 * softmax or sigmoid.
 *
 * @param documents m texts
 * @returns z, `[n_y, m]`; cache: for {@link embeddingClassifierBackward}
 * @throws RangeError as {@link averageEmbedding}
 * @see Ng, *Sequence Models*, "Sentiment Classification"
 */
export function embeddingClassifierForward(
  documents: Documents,
  parameters: EmbeddingClassifierParameters,
): { z: Matrix; cache: EmbeddingClassifierCache } {
  const { E, Wya, by } = parameters;
  const x = averageEmbedding(E, documents);
  return { z: add(matmul(Wya, x), by), cache: { documents, x, parameters } };
}

/**
 * Back from ∂L/∂z to the parameters: the classifier's and, for fine-tuning, the vectors'. Leave dE
 * out, and E out of what the optimizer gets, and the vectors are frozen.
 *
 * @param dz `[n_y, m]`
 * @param options further settings
 * @param options.frozen whether dE is not wanted, which saves most of the time
 */
export function embeddingClassifierBackward(
  dz: Matrix,
  cache: EmbeddingClassifierCache,
  options: { readonly frozen: true },
): DenseGradients;
export function embeddingClassifierBackward(
  dz: Matrix,
  cache: EmbeddingClassifierCache,
  options?: { readonly frozen?: false },
): DenseGradients & { readonly dE: Matrix };
export function embeddingClassifierBackward(
  dz: Matrix,
  { documents, x, parameters }: EmbeddingClassifierCache,
  { frozen = false }: { readonly frozen?: boolean } = {},
): DenseGradients & { readonly dE?: Matrix } {
  const { da, dWya, dby } = denseBackward(dz, x, parameters);
  if (frozen) return { dWya, dby };
  return { dE: averageEmbeddingBackward(da, documents, parameters.E), dWya, dby };
}
