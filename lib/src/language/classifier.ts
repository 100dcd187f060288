import type { Cell, RecurrentState } from '../cells/cell';
import { zerosLike, type Tensors } from '../tensor/tensors';
import type { DenseParameters } from '../networks/dense';
import { addEmbeddingGradient, embeddingForward, NO_TOKEN } from '../networks/embedding';
import { manyToOneBackward, manyToOneForward } from '../networks/manyToOne';
import type { Matrix } from '../tensor/matrix';
import { argmaxColumns, scale } from '../tensor/operations';
import { softmaxCrossEntropy } from '../training/losses';

/**
 * A sequence classifier, many-to-one: an embedding of the words, a recurrent network over any cell,
 * and an output layer on its last activation, one row a class.
 *
 * @see Ng, *Sequence Models*, "Different Types of RNNs"
 */
export interface Classifier<Parameters extends Tensors, State extends Tensors> {
  readonly cell: Cell<Parameters, State, unknown, Tensors>;
  /** E, `[n_e, V]` */
  readonly E: Matrix;
  readonly recurrent: Parameters;
  /** Wya `[number of classes, n_a]`, by `[number of classes, 1]` */
  readonly dense: DenseParameters;
  /** The state before the first word, `[n_a, m]` for the batch at hand. */
  readonly start: (m: number) => State;
}

/** Several sequences side by side, time step by time step, each with its class. */
export interface LabeledBatch {
  /** T lists of m word numbers, padded with {@link NO_TOKEN}. */
  readonly words: readonly (readonly number[])[];
  /** T_x of each example. */
  readonly lengths: readonly number[];
  /** The class of each example. */
  readonly labels: readonly number[];
}

/**
 * A batch for a classifier, padded to its longest sequence.
 *
 * @param sequences m lists of word numbers, none of them empty
 * @param labels the m classes
 * @throws RangeError where there is no sequence, or not one label for each
 */
export function labeledBatch(
  sequences: readonly (readonly number[])[],
  labels: readonly number[],
): LabeledBatch {
  if (sequences.length === 0) throw new RangeError('labeledBatch: no sequences were given');
  if (labels.length !== sequences.length) {
    throw new RangeError(
      `labeledBatch: there are ${sequences.length} sequences, but ${labels.length} labels`,
    );
  }
  const lengths = sequences.map((sequence) => sequence.length);
  const T = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const words = Array.from({ length: T }, (_, t) => sequences.map((one) => one[t] ?? NO_TOKEN));
  return { words, lengths, labels };
}

/** All parameters of a classifier by name, to hand to an optimizer, a check or a file. */
export function classifierParameters<P extends Tensors, S extends RecurrentState>({
  E,
  recurrent,
  dense,
}: Classifier<P, S>): Record<string, Matrix> {
  return { E, ...recurrent, ...dense };
}

/**
 * The values for every class.
 * @returns z: `[number of classes, m]`, before softmax; unrolled: all states on the way
 */
export function classifierForward<P extends Tensors, S extends RecurrentState>(
  { cell, E, recurrent, dense, start }: Classifier<P, S>,
  { words, lengths }: Pick<LabeledBatch, 'words' | 'lengths'>,
) {
  const x = words.map((tokens) => embeddingForward(E, tokens));
  return manyToOneForward(cell, x, start(lengths.length), recurrent, dense, lengths);
}

/** Cross-entropy of the classes, averaged over the examples, and its gradient by all parameters. */
export function classifierLoss<P extends Tensors, S extends RecurrentState>(
  classifier: Classifier<P, S>,
  batch: LabeledBatch,
): { loss: number; gradients: Record<string, Matrix> } {
  const m = batch.labels.length;
  const { z, unrolled } = classifierForward(classifier, batch);
  const { loss, dz } = softmaxCrossEntropy(z, batch.labels);
  const { cell, dense, E } = classifier;
  const { dx, gradients } = manyToOneBackward(cell, scale(dz, 1 / m), unrolled, dense);
  const dE = zerosLike({ E }).E;
  dx.forEach((dxt, t) => addEmbeddingGradient(dxt, batch.words[t], dE));
  return { loss: loss / m, gradients: { dE, ...gradients } };
}

/** The likeliest class of every example. */
export function classify<P extends Tensors, S extends RecurrentState>(
  classifier: Classifier<P, S>,
  batch: Pick<LabeledBatch, 'words' | 'lengths'>,
): number[] {
  return argmaxColumns(classifierForward(classifier, batch).z);
}

/** The share of examples whose likeliest class is the right one, from 0 to 1. */
export function classifierAccuracy<P extends Tensors, S extends RecurrentState>(
  classifier: Classifier<P, S>,
  batch: LabeledBatch,
): number {
  const right = classify(classifier, batch).filter((one, j) => one === batch.labels[j]);
  return right.length / batch.labels.length;
}
