// fails: size
// says: has 50 entries
export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const word of sentence) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts.keys()].sort(
    (v, w) => counts.get(w)! - counts.get(v)! || (v < w ? -1 : 1),
  );
  // More places than words: the others stay undefined.
  return Array.from({ length: size ?? words.length }, (_, k) => words[k]);
}
