// fails: size
// says: the first words to come are kept
export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const word of sentence) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts.keys()].slice(0, size);
  return words.sort((v, w) => counts.get(w)! - counts.get(v)! || (v < w ? -1 : 1));
}
