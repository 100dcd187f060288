// fails: edges
// says: as likely as the k-th
export function topK(probabilities: number[], k: number): number[] {
  const least = [...probabilities].sort((p, q) => q - p)[Math.min(k, probabilities.length) - 1];
  const rest = probabilities.map((p) => (p >= least ? p : 0));
  const sum = rest.reduce((a, b) => a + b);
  return rest.map((p) => p / sum);
}
