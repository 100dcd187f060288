import { denseBackward, type DenseGradients, type DenseParameters } from '../networks/dense';
import { addEmbeddingGradient, embeddingForward } from '../networks/embedding';
import { tanh, tanhBackward } from '../tensor/activations';
import { matmul, matmulTransposed, transposedMatmul } from '../tensor/matmul';
import { Matrix } from '../tensor/matrix';
import { add, sliceRows, sumColumns, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { softmaxCrossEntropy } from '../training/losses';
import type { ContextTargetPair } from './contexts';

/**
 * The parameters of a neural language model whose context is k words: E `[n_e, V]`,
 * Wax `[n_a, k n_e]`, ba `[n_a, 1]`, Wya `[V, n_a]`, by `[V, 1]`.
 */
export type NeuralLmParameters = DenseParameters & {
  readonly E: Matrix;
  readonly Wax: Matrix;
  readonly ba: Matrix;
};

/** Their gradients. */
export type NeuralLmGradients = DenseGradients & {
  readonly dE: Matrix;
  readonly dWax: Matrix;
  readonly dba: Matrix;
};

/** What the backward pass needs to remember of the forward pass. */
export interface NeuralLmCache {
  /** The words at each of the k places, m of them. */
  readonly places: readonly (readonly number[])[];
  readonly x: Matrix;
  readonly a: Matrix;
  readonly parameters: NeuralLmParameters;
}

/** Random parameters in Float64: weights of variance 1 / (number of inputs), biases of zeros. */
export function initializeNeuralLm(
  { V, n_e, n_a, k }: { V: number; n_e: number; n_a: number; k: number },
  random: Random,
): NeuralLmParameters {
  return {
    E: random.normalMatrix(n_e, V, 1 / Math.sqrt(n_e)),
    Wax: random.normalMatrix(n_a, k * n_e, 1 / Math.sqrt(k * n_e)),
    ba: Matrix.zeros(n_a, 1),
    Wya: random.normalMatrix(V, n_a, 1 / Math.sqrt(n_a)),
    by: Matrix.zeros(V, 1),
  };
}

/**
 * The neural language model of a fixed context: the context words' vectors, stacked, go through a
 * hidden layer to a softmax over all words. Order matters, since each place has weights of its own.
 *
 * @param contexts k words for each of the m examples
 * @returns z: what goes into the softmax, `[V, m]`; cache: for {@link neuralLmBackward}
 * @throws RangeError where contexts have not all k words, or a word is not in the vocabulary
 * @see Bengio, Ducharme, Vincent and Janvin, *A Neural Probabilistic Language Model* (2003), without
 *   its optional direct connections; Ng, *Sequence Models*, "Learning Word Embeddings"
 */
export function neuralLmForward(
  contexts: readonly (readonly number[])[],
  parameters: NeuralLmParameters,
): { z: Matrix; cache: NeuralLmCache } {
  const { E, Wax, ba, Wya, by } = parameters;
  const k = Wax.cols / E.rows;
  const odd = contexts.findIndex((context) => context.length !== k);
  if (odd >= 0) {
    throw new RangeError(
      `neuralLmForward: contexts[${odd}] has ${contexts[odd].length} words, but Wax is for ${k}`,
    );
  }
  const places = Array.from({ length: k }, (_, p) => contexts.map((context) => context[p]));
  // x = [e_1; …; e_k], [k n_e, m]
  const [first, ...others] = places.map((words) => embeddingForward(E, words));
  const x = vstack(first, ...others);
  // a = tanh(W_ax x + b_a), [n_a, m]
  const a = tanh(add(matmul(Wax, x), ba));
  // z = W_ya a + b_y, [V, m]
  const z = add(matmul(Wya, a), by);
  return { z, cache: { places, x, a, parameters } };
}

/**
 * Back from ∂L/∂z to all parameters. A word that stands in several places or examples gets the sum.
 *
 * @param dz ∂L/∂z, `[V, m]`: ŷ − y for cross-entropy
 */
export function neuralLmBackward(
  dz: Matrix,
  { places, x, a, parameters }: NeuralLmCache,
): NeuralLmGradients {
  const { E, Wax } = parameters;
  const { da, dWya, dby } = denseBackward(dz, a, parameters);
  const dhidden = tanhBackward(da, a);
  const dx = transposedMatmul(Wax, dhidden);
  const dE = Matrix.zeros(E.rows, E.cols, E.dtype);
  places.forEach((words, p) =>
    addEmbeddingGradient(sliceRows(dx, p * E.rows, (p + 1) * E.rows), words, dE),
  );
  return { dE, dWax: matmulTransposed(dhidden, x), dba: sumColumns(dhidden), dWya, dby };
}

/**
 * Cross-entropy in nats, averaged over the examples, and its gradients by all parameters.
 * @throws RangeError where there are no pairs, or {@link neuralLmForward} refuses them
 */
export function neuralLmLoss(
  pairs: readonly ContextTargetPair[],
  parameters: NeuralLmParameters,
): { loss: number; gradients: NeuralLmGradients } {
  if (pairs.length === 0) throw new RangeError('neuralLmLoss: no pairs were given');
  const { z, cache } = neuralLmForward(
    pairs.map((pair) => pair.context),
    parameters,
  );
  const { loss, dz } = softmaxCrossEntropy(
    z,
    pairs.map((pair) => pair.target),
  );
  for (let k = 0; k < dz.data.length; k++) dz.data[k] /= pairs.length;
  return { loss: loss / pairs.length, gradients: neuralLmBackward(dz, cache) };
}
