// fails: values, edges
export function topK(probabilities: number[], k: number): number[] {
  const sorted = [...probabilities].sort((p, q) => q - p).map((p, i) => (i < k ? p : 0));
  const sum = sorted.reduce((a, b) => a + b);
  return sorted.map((p) => p / sum);
}
