import type { Cell, RecurrentState } from '../cells/cell';
import type { Decoder } from '../networks/beamSearch';
import { timeDistributedDense, type DenseParameters } from '../networks/dense';
import { addEmbeddingGradient, embeddingForward } from '../networks/embedding';
import { encoderDecoderBackward, encoderDecoderForward } from '../networks/encoderDecoder';
import { unrollForward } from '../networks/unroll';
import { softmaxWithLogSums } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { prefixed, zerosLike, type Tensors } from '../tensor/tensors';
import { sequenceCrossEntropy } from '../training/losses';
import { encodeBatch, padded, type TokenBatch } from './batches';

/**
 * An encoder–decoder over tokens: a recurrent network that reads one sequence, and a language model
 * that starts from the state in which the first one ends. It estimates
 * P(y<t> | x, y<1> … y<t-1>) for every t.
 *
 * @see Ng, *Sequence Models*, "Basic Models"; Sutskever et al. (2014)
 */
export interface Translator<Parameters extends Tensors, State extends Tensors> {
  readonly cell: Cell<Parameters, State, unknown, Tensors>;
  readonly encoder: {
    /** E, `[n_e, V]`, of the language that is read */
    readonly E: Matrix;
    readonly recurrent: Parameters;
  };
  readonly decoder: {
    /** E, `[n_e, V]`, of the language that is written */
    readonly E: Matrix;
    readonly recurrent: Parameters;
    /** Wya `[V, n_a]`, by `[V, 1]` */
    readonly dense: DenseParameters;
  };
  /** The encoder's state before the first token, `[n_a, m]` for the batch at hand. */
  readonly start: (m: number) => State;
}

/** Pairs of sequences side by side, both padded to their longest. */
export interface TranslationBatch {
  /** x<t>, T_x lists of m tokens. */
  readonly x: number[][];
  /** T_x of each example. */
  readonly lengths: number[];
  /** What the decoder reads and is to write. */
  readonly y: TokenBatch;
}

/**
 * A batch of pairs.
 *
 * @param pairs for each example the tokens to read and those to write, without EOS
 * @param eos the number of the token that ends what is written; it also fills the padding
 * @throws RangeError where there is no pair
 */
export function translationBatch(
  pairs: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[],
  eos: number,
): TranslationBatch {
  const read = pairs.map(({ x }) => x);
  return {
    x: padded(read, eos),
    lengths: read.map((tokens) => tokens.length),
    y: encodeBatch(
      pairs.map(({ y }) => y),
      eos,
    ),
  };
}

/** All parameters by name: `encoderE`, `encoderWu` …, `decoderE`, `decoderWu` …, `Wya`, `by`. */
export function translatorParameters<P extends Tensors, S extends RecurrentState>({
  encoder,
  decoder,
}: Translator<P, S>): Record<string, Matrix> {
  return {
    ...prefixed('', 'encoder', { E: encoder.E, ...encoder.recurrent }),
    ...prefixed('', 'decoder', { E: decoder.E, ...decoder.recurrent }),
    ...decoder.dense,
  };
}

/**
 * The loss of a batch, in nats: −log P(y | x), EOS included, averaged over the examples; and its
 * gradients by all parameters. The decoder reads the right tokens, not its own (teacher forcing).
 */
export function teacherForcedLoss<P extends Tensors, S extends RecurrentState>(
  { cell, encoder, decoder, start }: Translator<P, S>,
  { x, lengths, y }: TranslationBatch,
): { loss: number; gradients: Record<string, Matrix> } {
  const { dense } = decoder;
  const { z, memory } = encoderDecoderForward(
    cell,
    x.map((tokens) => embeddingForward(encoder.E, tokens)),
    y.inputs.map((tokens) => embeddingForward(decoder.E, tokens)),
    start(lengths.length),
    { encoder: encoder.recurrent, decoder: decoder.recurrent, dense },
    { x: lengths, y: y.lengths },
  );
  const { loss, dz } = sequenceCrossEntropy(z, y.targets, y.lengths);
  const { dx, dyBefore, gradients } = encoderDecoderBackward(cell, dz, memory, dense);
  return {
    loss,
    gradients: {
      ...prefixed('d', 'encoder', { dE: lookupGradient(dx, x, encoder.E), ...gradients.encoder }),
      ...prefixed('d', 'decoder', {
        dE: lookupGradient(dyBefore, y.inputs, decoder.E),
        ...gradients.decoder,
      }),
      ...gradients.dense,
    },
  };
}

/**
 * Reads: all that the decoder will know of the input.
 *
 * @param x T_x lists of m tokens
 * @param lengths T_x of each example
 * @returns each example's state after its own last token, `[n_a, m]`
 */
export function encode<P extends Tensors, S extends RecurrentState>(
  { cell, encoder, start }: Translator<P, S>,
  x: readonly ArrayLike<number>[],
  lengths: readonly number[],
): S {
  const vectors = x.map((tokens) => embeddingForward(encoder.E, tokens));
  const { states } = unrollForward(
    cell,
    vectors,
    start(lengths.length),
    encoder.recurrent,
    lengths,
  );
  return states[states.length - 1];
}

/**
 * Writes one token further.
 *
 * @param tokens the token before, for each of m examples; NO_TOKEN at the beginning
 * @param state the state before, at the beginning that of {@link encode}
 * @returns z: the output layer's values for every token, `[V, m]`, before softmax
 */
export function decodeStep<P extends Tensors, S extends RecurrentState>(
  { cell, decoder }: Translator<P, S>,
  tokens: ArrayLike<number>,
  state: S,
): { z: Matrix; state: S } {
  const vectors = embeddingForward(decoder.E, tokens);
  const after = cell.forward(vectors, state, decoder.recurrent).state;
  return { z: timeDistributedDense([after.a], decoder.dense)[0], state: after };
}

/** The decoder for one example, as greedy decoding and beam search want it. */
export function tokenDecoder<P extends Tensors, S extends RecurrentState>(
  translator: Translator<P, S>,
): Decoder<S> {
  return {
    step(token, before) {
      const { z, state } = decodeStep(translator, [token], before);
      // log ŷ = z − log Σ e^z
      const [logSum] = softmaxWithLogSums(z).logSums;
      return { logProbabilities: Array.from(z.data, (value) => value - logSum), state };
    },
  };
}

/** ∂L/∂E of all that was looked up in it. */
function lookupGradient(
  dx: readonly Matrix[],
  tokens: readonly ArrayLike<number>[],
  E: Matrix,
): Matrix {
  const { dE } = zerosLike({ dE: E });
  dx.forEach((dxt, t) => addEmbeddingGradient(dxt, tokens[t], dE));
  return dE;
}
