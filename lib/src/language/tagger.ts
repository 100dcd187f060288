import type { Cell, RecurrentState } from '../cells/cell';
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
import { dropoutMask, type Dropout } from '../networks/dropout';
import { addEmbeddingGradient, embeddingForward } from '../networks/embedding';
import { Matrix } from '../tensor/matrix';
import { argmaxColumns, hadamard, sliceRows, vstack } from '../tensor/operations';
import { prefixed, type Tensors } from '../tensor/tensors';
import { maskedTokenLoss } from '../training/losses';
import { spellerBackward, spellerForward, type SpelledWords, type Speller } from './spelling';

/**
 * A sequence labeler: vectors of the words, a bidirectional network over any cell, and an output
 * layer that gives each word's tag.
 *
 * @see Ng, *Sequence Models*, "Bidirectional RNN"
 */
export interface Tagger<Parameters extends Tensors, State extends Tensors> {
  readonly cell: Cell<Parameters, State, unknown, Tensors>;
  /**
   * A matrix E, `[n_e, V]`, for everything that is known of a word, by name: for the `word` itself,
   * for its `shape` … x<t> is all these vectors, one above the other.
   */
  readonly embeddings: Tensors;
  /** Makes one more vector of each word, from its characters. */
  readonly speller?: Speller<Parameters, State>;
  readonly recurrent: BothDirections<Parameters>;
  /** Wya `[number of tags, 2 n_a]`, by `[number of tags, 1]` */
  readonly dense: DenseParameters;
  /** The states before the first and after the last word, `[n_a, m]` for the batch at hand. */
  readonly start: (m: number) => State;
}

/** Sentences side by side, word by word, padded to the longest. */
export interface WordBatch {
  /** For each of the tagger's embeddings T lists of m numbers, each a column of its E. */
  readonly inputs: Readonly<Record<string, readonly ArrayLike<number>[]>>;
  /** The batch's different words, and for each place which of them stands there, T lists of m. */
  readonly spelling?: SpelledWords & { readonly places: readonly ArrayLike<number>[] };
  /** The words of each sentence. */
  readonly lengths: readonly number[];
}

/** Sentences whose right tags are known. */
export interface TaggedBatch extends WordBatch {
  /** T lists of m tag numbers; what stands in the padding is ignored. */
  readonly tags: readonly ArrayLike<number>[];
}

/** All parameters by name: `Eword`, `forwardWu`, `backwardWu`, `Wya` … */
export function taggerParameters<P extends Tensors, S extends RecurrentState>({
  embeddings,
  speller,
  recurrent,
  dense,
}: Tagger<P, S>): Record<string, Matrix> {
  return {
    ...prefixed('', 'E', embeddings),
    ...(speller && {
      Espelling: speller.E,
      ...prefixed('', 'spellingForward', speller.recurrent.forward),
      ...prefixed('', 'spellingBackward', speller.recurrent.backward),
    }),
    ...prefixed('', 'forward', recurrent.forward),
    ...prefixed('', 'backward', recurrent.backward),
    ...dense,
  };
}

/**
 * The values for every tag at every word.
 *
 * @param options for training only: `dropout` leaves out so much of x<t> and of a<t>
 * @returns z: z<1> … z<T>, `[number of tags, m]` each, before softmax
 */
export function taggerForward<P extends Tensors, S extends RecurrentState>(
  tagger: Tagger<P, S>,
  { inputs, spelling, lengths }: WordBatch,
  options: Dropout = {},
) {
  const { cell, embeddings, speller, recurrent, dense } = tagger;
  // x<t>: the vectors of all that is known of word t
  const vectors = Object.entries(embeddings).map(([name, E]) =>
    inputs[name].map((numbers) => embeddingForward(E, numbers)),
  );
  const spelled = speller && spelling && spellerForward(speller, spelling);
  if (spelled) vectors.push(spelling.places.map((words) => embeddingForward(spelled.S, words)));
  const x = vectors[0].map((_, t) => stack(vectors.map((sequence) => sequence[t])));
  const input = droppedOut(x, options);
  const start = tagger.start(lengths.length);
  const both = { forward: start, backward: start };
  const { a, unrolled } = bidirectionalForward(cell, input.kept, both, recurrent, lengths);
  const output = droppedOut(a, options);
  return { z: timeDistributedDense(output.kept, dense), spelled, input, output, unrolled };
}

/**
 * Cross-entropy of the tags, averaged over the words of the batch: the padding counts for nothing.
 *
 * @param options as {@link taggerForward}
 */
export function taggerLoss<P extends Tensors, S extends RecurrentState>(
  tagger: Tagger<P, S>,
  batch: TaggedBatch,
  options: Dropout = {},
): { loss: number; gradients: Record<string, Matrix> } {
  const { z, spelled, input, output, unrolled } = taggerForward(tagger, batch, options);
  const { loss, dz } = maskedTokenLoss(z, batch.tags, batch.lengths);
  const { da, dWya, dby } = timeDistributedDenseBackward(dz, output.kept, tagger.dense);
  const { dx, gradients } = bidirectionalBackward(tagger.cell, output.back(da), unrolled);
  return {
    loss,
    gradients: {
      ...inputGradients(tagger, batch, input.back(dx), spelled),
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
  batch: WordBatch,
): number[][] {
  const best = taggerForward(tagger, batch).z.map(argmaxColumns);
  return batch.lengths.map((length, j) => best.slice(0, length).map((tags) => tags[j]));
}

/** x<t> taken apart again: each vector's rows of ∂L/∂x<t> go back to where the vector came from. */
function inputGradients<P extends Tensors, S extends RecurrentState>(
  { embeddings, speller }: Tagger<P, S>,
  { inputs, spelling }: WordBatch,
  dx: readonly Matrix[],
  spelled: ReturnType<typeof spellerForward<P, S>> | undefined,
): Record<string, Matrix> {
  let above = 0;
  const gradientOf = (E: Matrix, numbers: readonly ArrayLike<number>[]) => {
    const dE = Matrix.zeros(E.rows, E.cols, E.dtype);
    const rows = dx.map((dxt) => sliceRows(dxt, above, above + E.rows));
    rows.forEach((dxt, t) => addEmbeddingGradient(dxt, numbers[t], dE));
    above += E.rows;
    return dE;
  };
  const gradients: Record<string, Matrix> = {};
  for (const [name, E] of Object.entries(embeddings)) {
    gradients[`dE${name}`] = gradientOf(E, inputs[name]);
  }
  if (speller && spelling && spelled) {
    const back = spellerBackward(speller, gradientOf(spelled.S, spelling.places), spelled.memory);
    Object.assign(
      gradients,
      { dEspelling: back.dE },
      prefixed('d', 'spellingForward', back.gradients.forward),
      prefixed('d', 'spellingBackward', back.gradients.backward),
    );
  }
  return gradients;
}

/** A sequence with some entries left out at random, and the way back through that. */
function droppedOut(sequence: readonly Matrix[], options: Dropout) {
  if (!options.dropout) {
    return { kept: [...sequence], back: (gradients: readonly Matrix[]) => [...gradients] };
  }
  const masks = sequence.map((one) => dropoutMask(one, options));
  const masked = (some: readonly Matrix[]) => some.map((one, t) => hadamard(one, masks[t]));
  return { kept: masked(sequence), back: masked };
}

function stack([first, ...others]: readonly Matrix[]): Matrix {
  return others.length === 0 ? first : vstack(first, ...others);
}
