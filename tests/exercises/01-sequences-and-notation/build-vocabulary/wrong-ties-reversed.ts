// fails: ties
// says: turned around, from z to a
export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const word of sentence) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts.keys()];
  words.sort((v, w) => counts.get(w)! - counts.get(v)! || (v < w ? 1 : -1));
  return words.slice(0, size);
}
