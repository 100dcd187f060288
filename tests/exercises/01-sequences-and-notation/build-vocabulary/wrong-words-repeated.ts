// fails: frequency, ties, size, awkward-words
// says: entries, but must have 4 entries
export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const words = sentences.flat();
  const frequency = (word: string) => words.filter((other) => other === word).length;
  words.sort((v, w) => frequency(w) - frequency(v) || (v < w ? -1 : v > w ? 1 : 0));
  return words.slice(0, size);
}
