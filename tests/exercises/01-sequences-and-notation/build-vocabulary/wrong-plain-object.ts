// fails: awkward-words
// says: but must be the text "constructor"
export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const counts: Record<string, number> = {};
  // An object has a "constructor" before anything was counted.
  for (const word of sentences.flat()) counts[word] = (counts[word] ?? 0) + 1;
  const words = Object.keys(counts);
  words.sort((v, w) => counts[w] - counts[v] || (v < w ? -1 : 1));
  return words.slice(0, size);
}
