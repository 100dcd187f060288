import { NO_TOKEN } from '../networks/embedding';
import type { Random } from '../tensor/random';

/** Several sequences of tokens side by side, time step by time step, padded to the longest. */
export interface TokenBatch {
  /** x<t> = y<t-1>, x<1> no token: T lists of m. */
  readonly inputs: number[][];
  /** y<t>, the EOS after the last token included: T lists of m. */
  readonly targets: number[][];
  /** T_y of each example, its EOS included. */
  readonly lengths: number[];
}

/**
 * A batch for a language model: each sequence ends with EOS, and is shifted by one to be its own
 * input.
 *
 * @param sequences m lists of token numbers, without EOS
 * @param eos the number of EOS, which also fills the padding (where it counts for nothing)
 * @throws RangeError where there is no sequence
 * @see Ng, *Sequence Models*, "Language Model and Sequence Generation"
 */
export function encodeBatch(sequences: readonly (readonly number[])[], eos: number): TokenBatch {
  if (sequences.length === 0) throw new RangeError('encodeBatch: no sequences were given');
  const targets = padded(
    sequences.map((sequence) => [...sequence, eos]),
    eos,
  );
  const inputs = [sequences.map(() => NO_TOKEN), ...targets.slice(0, -1)];
  return { inputs, targets, lengths: sequences.map((sequence) => sequence.length + 1) };
}

/** Sequences side by side, time step by time step: T lists of m, the shorter ones filled up. */
export function padded(sequences: readonly (readonly number[])[], filling: number): number[][] {
  const T = sequences.reduce((longest, { length }) => Math.max(longest, length), 0);
  return Array.from({ length: T }, (_, t) => sequences.map((one) => one[t] ?? filling));
}

/**
 * One epoch's batches in random order. Sequences of similar length share a batch, so that little is
 * padding.
 *
 * @param size sequences in a batch; the last one may have fewer
 * @throws RangeError where there is no sequence, or size is not a positive whole number
 */
export function batchesByLength<Sequence>(
  sequences: readonly Sequence[],
  lengthOf: (sequence: Sequence) => number,
  size: number,
  random: Random,
): Sequence[][] {
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`batchesByLength: size is ${size}, but must be a positive whole number`);
  }
  if (sequences.length === 0) throw new RangeError('batchesByLength: no sequences were given');
  // A stable sort of a shuffled list: by length, and among equal lengths at random.
  const sorted = random.shuffle(sequences).sort((a, b) => lengthOf(a) - lengthOf(b));
  const starts = Array.from({ length: Math.ceil(sorted.length / size) }, (_, k) => k * size);
  return random.shuffle(starts).map((start) => sorted.slice(start, start + size));
}

/**
 * A language model's batches without end, every epoch in a new order; see {@link batchesByLength}.
 *
 * @param size sequences in a batch
 * @throws RangeError where there is no sequence, or size is not a positive whole number
 */
export function* shuffledBatches(
  sequences: readonly (readonly number[])[],
  size: number,
  eos: number,
  random: Random,
): Generator<TokenBatch, never, void> {
  for (;;) {
    const epoch = batchesByLength(sequences, (sequence) => sequence.length, size, random);
    for (const batch of epoch) yield encodeBatch(batch, eos);
  }
}
