import type { Random } from '../tensor/random';

/**
 * What a word is predicted from: the last 4 words, 4 words on both sides, the last word, or one
 * word nearby.
 */
export type ContextKind = 'last-4' | 'around-4' | 'last-1' | 'nearby-1';

/** A word to predict, and the words that it is predicted from, in the text's order. */
export interface ContextTargetPair {
  readonly context: readonly number[];
  readonly target: number;
}

/** Where a fixed context's words stand, seen from the target. */
const OFFSETS = {
  'last-4': [-4, -3, -2, -1],
  'around-4': [-4, -3, -2, -1, 1, 2, 3, 4],
  'last-1': [-1],
} as const;

/**
 * The examples that a sequence holds for learning an embedding: one for each word whose context lies
 * wholly inside. The context "a nearby word" is drawn at random from the words at most `window` away,
 * which leads to skip-grams.
 *
 * @param tokens a sentence's tokens, in order
 * @param options further settings
 * @param options.window for 'nearby-1' only
 * @param options.random for 'nearby-1' only, which needs it
 * @throws RangeError where window is not a positive whole number, or `random` is missing
 * @see Ng, *Sequence Models*, "Learning Word Embeddings"
 */
export function contextTargetPairs(
  tokens: readonly number[],
  kind: ContextKind,
  { window = 5, random }: { window?: number; random?: Random } = {},
): ContextTargetPair[] {
  if (kind === 'nearby-1') return nearbyPairs(tokens, window, random);
  const offsets = OFFSETS[kind];
  return tokens.flatMap((target, t) => {
    const places = offsets.map((offset) => t + offset);
    const isInside = places.every((place) => place >= 0 && place < tokens.length);
    return isInside ? [{ context: places.map((place) => tokens[place]), target }] : [];
  });
}

function nearbyPairs(
  tokens: readonly number[],
  window: number,
  random: Random | undefined,
): ContextTargetPair[] {
  if (!Number.isInteger(window) || window < 1) {
    throw new RangeError(`contextTargetPairs: window is ${window}, but must be a whole number ≥ 1`);
  }
  if (random === undefined) {
    throw new RangeError("contextTargetPairs: 'nearby-1' draws words, and so needs `random`");
  }
  if (tokens.length < 2) return [];
  return tokens.map((target, t) => {
    const first = Math.max(0, t - window);
    const last = Math.min(tokens.length - 1, t + window);
    // One of the places from first to last but t itself.
    const place = random.integer(first, last - 1);
    return { context: [tokens[place < t ? place : place + 1]], target };
  });
}
