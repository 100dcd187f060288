// fails: frequency, ties, size, awkward-words
// says: only the first sentence is counted
export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const counts = new Map<string, number>();
  for (const word of sentences[0]) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts.keys()];
  words.sort((v, w) => counts.get(w)! - counts.get(v)! || (v < w ? -1 : 1));
  return words.slice(0, size);
}
