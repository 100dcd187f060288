// fails: values, edges
// says: p has 3 entries, but must have 7 entries
export function topK(probabilities: number[], k: number): number[] {
  const kept = [...probabilities].sort((p, q) => q - p).slice(0, k);
  const sum = kept.reduce((a, b) => a + b);
  return kept.map((p) => p / sum);
}
