import { addEmbeddingGradient, embeddingForward } from '../networks/embedding';
import { matmul, matmulTransposed, transposedMatmul } from '../tensor/matmul';
import { type DType, Matrix, shapeOf } from '../tensor/matrix';
import { sigmoidCrossEntropy } from '../training/losses';

/**
 * What negative sampling learns: for each word the vector e that it has as input, a column of E, and
 * the vector θ that it has as a word to predict, a column of Theta; `[n_e, V]` both. E is the
 * embedding.
 */
export type NegativeSamplingParameters = { readonly E: Matrix; readonly Theta: Matrix };

/** Words that occur together, and words that were drawn as noise. */
export interface NegativeSamplingExample {
  /** The words that predict: one for a skip-gram, the context's words for CBOW. */
  readonly inputs: readonly number[];
  /** The word that really was there. */
  readonly target: number;
  /** The noise, k words. */
  readonly negatives: readonly number[];
}

/** A loss in nats, and its gradients, `[n_e, V]` both. */
export interface NegativeSamplingLoss {
  readonly loss: number;
  readonly gradients: { readonly dE: Matrix; readonly dTheta: Matrix };
}

/**
 * The loss of a skip-gram: with e of the input word, −log σ(θ_target·e) − Σ_k log σ(−θ_k·e), summed
 * over the examples. Instead of a softmax over all V words, k + 1 questions with yes or no as answer.
 *
 * @param examples with one input word each
 * @throws RangeError where an example has not one input, or a word is not in the vocabulary
 * @see Mikolov, Sutskever, Chen, Corrado and Dean, *Distributed Representations of Words and Phrases
 *   and their Compositionality* (2013), equation 4
 */
export function negativeSamplingLoss(
  examples: readonly NegativeSamplingExample[],
  parameters: NegativeSamplingParameters,
): NegativeSamplingLoss {
  examples.forEach(({ inputs }, n) => {
    if (inputs.length === 1) return;
    throw new RangeError(
      `negativeSamplingLoss: examples[${n}] has ${inputs.length} inputs, but a skip-gram has one ` +
        '(cbowLoss takes more)',
    );
  });
  return cbowLoss(examples, parameters);
}

/**
 * The loss of a continuous bag of words: the same questions, put to the mean h of the inputs'
 * vectors, −log σ(θ_target·h) − Σ_k log σ(−θ_k·h), summed over the examples.
 *
 * @throws RangeError where an example has no inputs, or a word is not in the vocabulary
 * @see Mikolov, Chen, Corrado and Dean, *Efficient Estimation of Word Representations in Vector
 *   Space* (2013)
 */
export function cbowLoss(
  examples: readonly NegativeSamplingExample[],
  { E, Theta }: NegativeSamplingParameters,
): NegativeSamplingLoss {
  if (E.rows !== Theta.rows || E.cols !== Theta.cols) {
    throw new RangeError(`E is ${shapeOf(E)}, but Theta ${shapeOf(Theta)}: they must be alike`);
  }
  let loss = 0;
  const gradients = {
    dE: Matrix.zeros(E.rows, E.cols, E.dtype),
    dTheta: Matrix.zeros(E.rows, E.cols, E.dtype),
  };
  examples.forEach(({ inputs, target, negatives }, n) => {
    if (inputs.length === 0) throw new RangeError(`cbowLoss: examples[${n}] has no inputs`);
    // h = (1/|inputs|) Σ e, [n_e, 1]
    const share = constant(inputs.length, 1 / inputs.length, E.dtype);
    const h = matmul(embeddingForward(E, inputs), share);
    // z_0 = θ_target·h, z_k = θ_k·h, [k + 1, 1]; y is 1 for the target, 0 for the noise
    const asked = [target, ...negatives];
    const theta = embeddingForward(Theta, asked);
    const y = constant(asked.length, 0, E.dtype);
    y.data[0] = 1;
    const { loss: loss_n, dz } = sigmoidCrossEntropy(transposedMatmul(theta, h), y);
    loss += loss_n;
    // dθ_k = dz_k h; dh = Σ_k dz_k θ_k, of which each input gets its share
    const dtheta = matmulTransposed(h, dz);
    const dinputs = matmulTransposed(matmul(theta, dz), share);
    addEmbeddingGradient(dtheta, asked, gradients.dTheta);
    addEmbeddingGradient(dinputs, inputs, gradients.dE);
  });
  return { loss, gradients };
}

/** A column whose entries are all the same. */
function constant(rows: number, entry: number, dtype: DType): Matrix {
  const column = Matrix.zeros(rows, 1, dtype);
  column.data.fill(entry);
  return column;
}
