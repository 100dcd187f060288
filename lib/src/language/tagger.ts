import type { Cell, RecurrentState } from '../cells/cell';
import { zerosLike, type Tensors } from '../tensor/tensors';
import {
  bidirectionalBackward,
  bidirectionalForward,
  type BothDirections,
} from '../networks/bidirectional';
import {
  timeDistributedDense,
  timeDistributedDenseBackward,
  type DenseParameters,
} from '../networks/dense';
import { addEmbeddingGradient, embeddingForward } from '../networks/embedding';
import type { Matrix } from '../tensor/matrix';
import { argmaxColumns } from '../tensor/operations';
import { sequenceCrossEntropy } from '../training/losses';

/**
 * A sequence labeler: an embedding of the words, a bidirectional network over any cell, and an
 * output layer that gives each word's tag.
 *
 * @see Ng, *Sequence Models*, "Bidirectional RNN"
 */
export interface Tagger<Parameters extends Tensors, State extends Tensors> {
  readonly cell: Cell<Parameters, State, unknown, Tensors>;
  /** E, `[n_e, V]` */
  readonly E: Matrix;
  readonly recurrent: BothDirections<Parameters>;
  /** Wya `[number of tags, 2 n_a]`, by `[number of tags, 1]` */
  readonly dense: DenseParameters;
  /** The states before the first and after the last word, `[n_a, m]` for the batch at hand. */
  readonly start: (m: number) => State;
}

/** All parameters by name: those of the two directions are told apart by a prefix. */
export function taggerParameters<P extends Tensors, S extends RecurrentState>({
  E,
  recurrent,
  dense,
}: Tagger<P, S>): Record<string, Matrix> {
  return {
    E,
    ...prefixed('', 'forward', recurrent.forward),
    ...prefixed('', 'backward', recurrent.backward),
    ...dense,
  };
}

/**
 * The values for every tag at every word.
 * @param words T lists of m word numbers
 * @param lengths the words of each sentence
 * @returns z: z<1> … z<T>, `[number of tags, m]` each, before softmax
 */
export function taggerForward<P extends Tensors, S extends RecurrentState>(
  tagger: Tagger<P, S>,
  words: readonly ArrayLike<number>[],
  lengths: readonly number[],
) {
  const x = words.map((tokens) => embeddingForward(tagger.E, tokens));
  const start = tagger.start(lengths.length);
  const { a, unrolled } = bidirectionalForward(
    tagger.cell,
    x,
    { forward: start, backward: start },
    tagger.recurrent,
    lengths,
  );
  return { z: timeDistributedDense(a, tagger.dense), a, unrolled };
}

/**
 * Cross-entropy of the tags, masked: the padding after a sentence's last word counts for nothing.
 * Summed over each sentence's words and averaged over the sentences.
 *
 * @param tags T lists of m tag numbers; what stands in the padding is ignored
 */
export function taggerLoss<P extends Tensors, S extends RecurrentState>(
  tagger: Tagger<P, S>,
  words: readonly ArrayLike<number>[],
  tags: readonly ArrayLike<number>[],
  lengths: readonly number[],
): { loss: number; gradients: Record<string, Matrix> } {
  const { z, a, unrolled } = taggerForward(tagger, words, lengths);
  const { loss, dz } = sequenceCrossEntropy(z, tags, lengths);
  const { da, dWya, dby } = timeDistributedDenseBackward(dz, a, tagger.dense);
  const { dx, gradients } = bidirectionalBackward(tagger.cell, da, unrolled);
  const dE = zerosLike({ E: tagger.E }).E;
  dx.forEach((dxt, t) => addEmbeddingGradient(dxt, words[t], dE));
  return {
    loss,
    gradients: {
      dE,
      ...prefixed('d', 'forward', gradients.forward),
      ...prefixed('d', 'backward', gradients.backward),
      dWya,
      dby,
    },
  };
}

/** The likeliest tag of every word: one list of tag numbers for each sentence. */
export function tag<P extends Tensors, S extends RecurrentState>(
  tagger: Tagger<P, S>,
  words: readonly ArrayLike<number>[],
  lengths: readonly number[],
): number[][] {
  const best = taggerForward(tagger, words, lengths).z.map(argmaxColumns);
  return lengths.map((length, j) => best.slice(0, length).map((tags) => tags[j]));
}

/** `Wu` becomes `forwardWu`, and `dWu` becomes `dforwardWu`. */
function prefixed(mark: '' | 'd', direction: string, tensors: Tensors): Record<string, Matrix> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, matrix]) => [
      `${mark}${direction}${name.slice(mark.length)}`,
      matrix,
    ]),
  );
}
