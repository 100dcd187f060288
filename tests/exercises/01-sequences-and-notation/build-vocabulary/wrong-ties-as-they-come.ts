// fails: ties
// says: equally frequent words stand in the order in which they first came
export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const word of sentence) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts.keys()].sort((v, w) => counts.get(w)! - counts.get(v)!);
  return words.slice(0, size);
}
