// fails: frequency, ties, size, awkward-words
// says: is a `return` missing?
export function buildVocabulary(sentences: string[][], size?: number): void {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const word of sentence) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts.keys()];
  words.sort((v, w) => counts.get(w)! - counts.get(v)! || (v < w ? -1 : 1));
  words.slice(0, size);
}
