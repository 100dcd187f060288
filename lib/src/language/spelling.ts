import type { Cell, RecurrentState } from '../cells/cell';
import {
  bidirectionalBackward,
  bidirectionalForward,
  type BothDirections,
} from '../networks/bidirectional';
import { addEmbeddingGradient, embeddingForward } from '../networks/embedding';
import type { Unrolled } from '../networks/unroll';
import { Matrix } from '../tensor/matrix';
import { add, sliceRows, vstack } from '../tensor/operations';
import { zerosLike, type Tensors } from '../tensor/tensors';

/**
 * A network that reads a word character by character, many-to-one from both ends: what it says of
 * words that it never saw comes from their endings, capitals and digits.
 *
 * @see Lample et al., *Neural Architectures for Named Entity Recognition* (2016)
 */
export interface Speller<Parameters extends Tensors, State extends Tensors> {
  readonly cell: Cell<Parameters, State, unknown, Tensors>;
  /** A column for each character, `[n_e, V]` */
  readonly E: Matrix;
  readonly recurrent: BothDirections<Parameters>;
  /** The states before the first and after the last character of each of m words. */
  readonly start: (m: number) => State;
}

/** Different words side by side, character by character, padded to the longest. */
export interface SpelledWords {
  /** T lists of m character numbers */
  readonly characters: readonly ArrayLike<number>[];
  /** The characters of each word. */
  readonly lengths: readonly number[];
}

/** What the backward pass needs to remember of the forward pass. */
export interface SpellerMemory<State extends RecurrentState> {
  readonly words: SpelledWords;
  readonly unrolled: BothDirections<Unrolled<State, unknown>>;
}

/**
 * Each word's vector: the forward direction's activation after its last character, above the backward
 * direction's after its first.
 *
 * @returns S, `[2 n_a, m]`: as an embedding matrix, but computed; memory: for {@link spellerBackward}
 */
export function spellerForward<P extends Tensors, S extends RecurrentState>(
  { cell, E, recurrent, start }: Speller<P, S>,
  words: SpelledWords,
): { S: Matrix; memory: SpellerMemory<S> } {
  const x = words.characters.map((step) => embeddingForward(E, step));
  const state = start(words.lengths.length);
  const initial = { forward: state, backward: state };
  const { a, unrolled } = bidirectionalForward(cell, x, initial, recurrent, words.lengths);
  const n_a = a[0].rows / 2;
  // In the padding the forward direction repeats its last state.
  const S = vstack(sliceRows(a[a.length - 1], 0, n_a), sliceRows(a[0], n_a, 2 * n_a));
  return { S, memory: { words, unrolled } };
}

/**
 * Back through {@link spellerForward}.
 * @param dS ∂L/∂S, `[2 n_a, m]`
 * @returns dE and the gradients of both directions
 */
export function spellerBackward<P extends Tensors, S extends RecurrentState>(
  { cell, E }: Speller<P, S>,
  dS: Matrix,
  { words, unrolled }: SpellerMemory<S>,
): { dE: Matrix; gradients: BothDirections<Tensors> } {
  const n_a = dS.rows / 2;
  const nothing = Matrix.zeros(n_a, dS.cols, dS.dtype);
  const atLast = vstack(sliceRows(dS, 0, n_a), nothing);
  const atFirst = vstack(nothing, sliceRows(dS, n_a, 2 * n_a));
  const T = words.characters.length;
  const da = words.characters.map((_, t) => {
    if (T === 1) return add(atFirst, atLast);
    return t === 0 ? atFirst : t === T - 1 ? atLast : vstack(nothing, nothing);
  });
  const { dx, gradients } = bidirectionalBackward(cell, da, unrolled);
  const dE = zerosLike({ E }).E;
  dx.forEach((dxt, t) => addEmbeddingGradient(dxt, words.characters[t], dE));
  return { dE, gradients };
}
