/** Something about a word that gets a number, and so a vector, of its own. */
export type WordFeature = (word: string) => string;

/**
 * How a word is written, each run of characters of one kind as a single sign: X for capitals, x for
 * small letters, d for digits, c for letters that know no case; everything else stays as it is.
 * `Paris` is Xx, `UNESCO` X, `1,700` d,d, `McDonald` XxXx and `U.S.` X.X.
 */
export function wordShape(word: string): string {
  const runs = /(\p{Lu}+)|(\p{Ll}+)|(\p{N}+)|[\p{Lt}\p{Lm}\p{Lo}]+/gu;
  return word.replace(runs, (_, capitals, small, digits) =>
    capitals ? 'X' : small ? 'x' : digits ? 'd' : 'c',
  );
}

/** What a tagger is told of each word where nothing else is said: the word itself, and its shape. */
export const wordFeatures: Readonly<Record<string, WordFeature>> = {
  word: (word) => word.toLowerCase(),
  shape: wordShape,
};
