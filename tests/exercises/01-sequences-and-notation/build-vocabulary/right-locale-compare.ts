export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const counts: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const word of sentences.flat()) counts[word] = (counts[word] ?? 0) + 1;
  const entries = Object.entries(counts);
  entries.sort(([v, m], [w, n]) => (m === n ? v.localeCompare(w) : n - m));
  return entries.map((entry) => entry[0]).slice(0, size ?? entries.length);
}
