/**
 * What a character is in its word: its beginning, middle or end, or a word by itself (single).
 *
 * @see Xue, *Chinese Word Segmentation as Character Tagging* (2003)
 */
export type SegmentationTag = 'B' | 'M' | 'E' | 'S';

/** Each character's tag, word after word. */
export function segmentationTags(words: readonly string[]): SegmentationTag[] {
  return words.flatMap((word) => {
    const characters = [...word];
    return characters.map((_, i) => {
      if (characters.length === 1) return 'S';
      return i === 0 ? 'B' : i === characters.length - 1 ? 'E' : 'M';
    });
  });
}

/**
 * The words that the characters' tags describe. A network's tags may contradict each other: a word
 * begins at every B and S, and after every E and S.
 *
 * @throws RangeError where there are not as many tags as characters
 */
export function wordsFromTags(
  characters: readonly string[],
  tags: readonly SegmentationTag[],
): string[] {
  if (characters.length !== tags.length) {
    throw new RangeError(`wordsFromTags: ${characters.length} characters, but ${tags.length} tags`);
  }
  const words: string[] = [];
  characters.forEach((character, i) => {
    const begins = i === 0 || /[BS]/.test(tags[i]) || /[ES]/.test(tags[i - 1]);
    if (begins) words.push(character);
    else words[words.length - 1] += character;
  });
  return words;
}
