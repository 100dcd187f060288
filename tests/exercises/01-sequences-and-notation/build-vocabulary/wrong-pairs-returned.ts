// fails: frequency, ties, size, awkward-words
// says: must be the text
export function buildVocabulary(sentences: string[][], size?: number): [string, number][] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const word of sentence) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([v, m], [w, n]) => n - m || (v < w ? -1 : 1)).slice(0, size);
}
