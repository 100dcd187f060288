import type { Cell, RecurrentState } from '../cells/cell';
import { zerosLike, type Tensors } from '../tensor/tensors';
import {
  timeDistributedDense,
  timeDistributedDenseBackward,
  type DenseParameters,
} from '../networks/dense';
import { dropoutMask, type Dropout } from '../networks/dropout';
import { addEmbeddingGradient, embeddingForward, NO_TOKEN } from '../networks/embedding';
import { unrollBackward, unrollForward } from '../networks/unroll';
import { softmaxWithLogSums } from '../tensor/activations';
import { Matrix } from '../tensor/matrix';
import { hadamard } from '../tensor/operations';
import { sequenceCrossEntropy } from '../training/losses';
import type { TokenBatch } from './batches';

/**
 * A language model: an embedding of the tokens, a recurrent network over any cell, and an output
 * layer over the vocabulary. It estimates P(y<t> | y<1> … y<t-1>) for every t.
 *
 * @see Ng, *Sequence Models*, "Language Model and Sequence Generation"
 */
export interface LanguageModel<Parameters extends Tensors, State extends Tensors> {
  readonly cell: Cell<Parameters, State, unknown, Tensors>;
  /** E, `[n_e, V]` */
  readonly E: Matrix;
  readonly recurrent: Parameters;
  /** Wya `[V, n_a]`, by `[V, 1]` */
  readonly dense: DenseParameters;
  /** The state before the first token for one example, `[n_a, 1]` each. */
  readonly start: State;
}

/** All parameters of a model by name, to hand to an optimizer, a check or a file. */
export function modelParameters<P extends Tensors, S extends RecurrentState>({
  E,
  recurrent,
  dense,
}: LanguageModel<P, S>): Record<string, Matrix> {
  return { E, ...recurrent, ...dense };
}

/**
 * The loss of a batch, in nats: cross-entropy summed over each sequence's own steps and averaged
 * over the sequences; and its gradients by all parameters.
 *
 * @param options `dropout` leaves out so much of a<t> on the way to the output layer
 */
export function languageModelLoss<P extends Tensors, S extends RecurrentState>(
  model: LanguageModel<P, S>,
  { inputs, targets, lengths }: TokenBatch,
  options: Dropout = {},
): { loss: number; gradients: Record<string, Matrix> } {
  const { cell, E, recurrent, dense } = model;
  const x = inputs.map((tokens) => embeddingForward(E, tokens));
  const unrolled = unrollForward(cell, x, repeat(model.start, lengths.length), recurrent, lengths);
  const masks = options.dropout
    ? unrolled.states.map(({ a }) => dropoutMask(a, options))
    : undefined;
  const a = unrolled.states.map((state, t) =>
    masks === undefined ? state.a : hadamard(state.a, masks[t]),
  );
  const { loss, dz } = sequenceCrossEntropy(timeDistributedDense(a, dense), targets, lengths);
  const { da, dWya, dby } = timeDistributedDenseBackward(dz, a, dense);
  const { dx, gradients } = unrollBackward(
    cell,
    unrolled,
    masks === undefined ? da : da.map((dat, t) => hadamard(dat, masks[t])),
  );
  const dE = zerosLike({ E }).E;
  dx.forEach((dxt, t) => addEmbeddingGradient(dxt, inputs[t], dE));
  return { loss, gradients: { dE, ...gradients, dWya, dby } };
}

/**
 * log P of each sequence of a batch, its EOS included, in nats: the sum over t of
 * log P(y<t> | y<1> … y<t-1>).
 */
export function sentenceLogProbability<P extends Tensors, S extends RecurrentState>(
  model: LanguageModel<P, S>,
  { inputs, targets, lengths }: TokenBatch,
): number[] {
  const { cell, E, recurrent, dense, start } = model;
  const x = inputs.map((tokens) => embeddingForward(E, tokens));
  const { states } = unrollForward(cell, x, repeat(start, lengths.length), recurrent, lengths);
  const z = timeDistributedDense(
    states.map(({ a }) => a),
    dense,
  );
  const logP = lengths.map(() => 0);
  z.forEach((zt, t) => {
    // log ŷ = z − log Σ e^z
    const { logSums } = softmaxWithLogSums(zt);
    lengths.forEach((length, j) => {
      if (t < length) logP[j] += zt.get(targets[t][j], j) - logSums[j];
    });
  });
  return logP;
}

/**
 * e^(average cross-entropy a token), every EOS counted as a token: among how many equally likely
 * tokens the model is in doubt, on average.
 * @throws RangeError where there are no batches
 */
export function perplexity<P extends Tensors, S extends RecurrentState>(
  model: LanguageModel<P, S>,
  batches: Iterable<TokenBatch>,
): number {
  let loss = 0;
  let tokens = 0;
  for (const batch of batches) {
    for (const logP of sentenceLogProbability(model, batch)) loss -= logP;
    for (const length of batch.lengths) tokens += length;
  }
  if (tokens === 0) throw new RangeError('perplexity: no batches were given');
  return Math.exp(loss / tokens);
}

/**
 * One token further: what sampling and decoding need of a model.
 * @param token the last token, or {@link NO_TOKEN} at the beginning
 * @returns z: the output layer's values for every token, `[V, 1]`, before softmax
 */
export function nextToken<P extends Tensors, S extends RecurrentState>(
  model: LanguageModel<P, S>,
  token: number = NO_TOKEN,
  state: S = model.start,
): { z: Matrix; state: S } {
  const x = embeddingForward(model.E, [token]);
  const after = model.cell.forward(x, state, model.recurrent).state;
  return { z: timeDistributedDense([after.a], model.dense)[0], state: after };
}

/** The state of one example for each of m. */
function repeat<S extends Tensors>(state: S, m: number): S {
  return Object.fromEntries(
    Object.entries(state).map(([name, { rows, data, dtype }]) => {
      const repeated = Matrix.zeros(rows, m, dtype);
      for (let i = 0; i < rows; i++) repeated.data.fill(data[i], i * m, (i + 1) * m);
      return [name, repeated];
    }),
  ) as S;
}
