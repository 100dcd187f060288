export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const word of sentence) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts.keys()]
    .sort((v, w) => counts.get(w)! - counts.get(v)! || (v < w ? -1 : 1))
    .slice(0, size);
}
